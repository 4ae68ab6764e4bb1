import type { Route } from 'next'
import Link from 'next/link'
import { useTranslations } from 'next-intl'
import { formatMoney } from '@/lib/money'
import type { OfferView } from '@/lib/offers/view'
import { paths } from '@/lib/paths'

/** The quantities to choose from. Each is a link, so that the sum in the button is always the one that is charged. */
export function QuantityChoice({ offer, locale }: { offer: OfferView; locale: string }) {
  const t = useTranslations('offers')
  if (offer.choices.length === 0) return null
  const page = paths.offer(locale, offer.order.id, offer.impressionId)
  return (
    <nav aria-label={t('quantity')} className="flex flex-wrap gap-2">
      {offer.choices.map(({ quantity, total, mostChosen }) => (
        <Link
          key={quantity}
          href={`${page}?quantity=${quantity}` as Route}
          replace
          scroll={false}
          prefetch={false}
          aria-current={quantity === offer.quantity ? 'true' : undefined}
          className="inline-flex min-h-11 items-center rounded-md border border-line px-4 text-sm tabular-nums aria-current:border-accent aria-current:font-strong"
        >
          {t('quantityChoice', { quantity, total: formatMoney(total, locale) })}
          {mostChosen ? <span className="ml-2 text-xs text-muted">{t('mostChosen')}</span> : null}
        </Link>
      ))}
    </nav>
  )
}
