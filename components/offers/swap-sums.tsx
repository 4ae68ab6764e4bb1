import { useTranslations } from 'next-intl'
import { CardLabel } from '@/components/ui/card-label'
import { formatMoney } from '@/lib/money'
import type { OfferView } from '@/lib/offers/view'

type Props = { offer: OfferView; swap: NonNullable<OfferView['swap']>; locale: string }

/** What a swap takes and what it gives back, in one sentence, and what happens with what it replaces. */
export function SwapSums({ offer, swap, locale }: Props) {
  const t = useTranslations('offers.swap')
  const words = {
    old: swap.name,
    total: formatMoney(offer.total, locale),
    goesBack: formatMoney(swap.goesBack, locale),
    difference: formatMoney(swap.difference, locale),
  }
  return (
    <div className="grid gap-1.5 rounded-md bg-surface px-4 py-3 text-sm">
      <p className="font-strong">
        {t.rich(offer.path === 'one_click' ? 'sums' : 'sumsCheckout', {
          ...words,
          card: () => <CardBack swap={swap} />,
        })}
      </p>
      <p className="text-xs text-muted">{t('how', words)}</p>
      {offer.undoMinutes ? <p className="text-xs text-muted">{t('undo', words)}</p> : null}
    </div>
  )
}

/** The card that the old money goes back to. */
export function CardBack({ swap: { card } }: Pick<Props, 'swap'>) {
  const t = useTranslations('offers.swap')
  return card ? <CardLabel brand={card.brand} lastFour={card.lastFour} /> : t('sameCard')
}
