import { useTranslations } from 'next-intl'
import { CardLabel } from '@/components/ui/card-label'
import type { OfferView } from '@/lib/offers/view'

/** The small print: what is charged, when, how often, and when it is delivered. */
export function OfferTerms({ offer }: { offer: OfferView }) {
  const t = useTranslations('offers')
  const { card, renewal } = offer
  if (offer.path === 'hosted_checkout') return <p>{t('notYet')}</p>
  const values = {
    product: offer.product.name,
    quantity: offer.quantity,
    card: () => (card ? <CardLabel brand={card.brand} lastFour={card.lastFour} /> : t('sameMethod')),
  }
  return (
    <p>
      {renewal ? t.rich(`recurring.${renewal.interval}`, values) : t.rich('once', values)}
      {offer.undoMinutes ? ` ${t('undo', { minutes: offer.undoMinutes })}` : null}
    </p>
  )
}
