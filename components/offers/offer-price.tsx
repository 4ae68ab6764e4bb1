import { useTranslations } from 'next-intl'
import { SwapSums } from '@/components/offers/swap-sums'
import { MoneyRow, MoneyRows } from '@/components/ui/money-rows'
import { formatMoney } from '@/lib/money'
import type { OfferView } from '@/lib/offers/view'

/** What the offer costs: price, tax, the total now, and what follows if it renews. */
export function OfferPrice({ offer, locale }: { offer: OfferView; locale: string }) {
  const t = useTranslations('offers')
  const { renewal, swap } = offer
  const { compareAt, saving } = offer
  const list = { ...offer.subtotal, amount: offer.subtotal.amount + (offer.saving?.amount ?? 0) }
  return (
    <div className="grid gap-3">
      <MoneyRows>
        <MoneyRow
          name={offer.quantity > 1 ? `${offer.quantity} × ${offer.product.name}` : offer.product.name}
        >
          {compareAt && !saving ? (
            <s aria-hidden="true" className="mr-2 text-muted">
              {formatMoney(compareAt, locale)}
            </s>
          ) : null}
          {formatMoney(list, locale)}
        </MoneyRow>
        {offer.saving ? <MoneyRow name={t('saving')}>−{formatMoney(offer.saving, locale)}</MoneyRow> : null}
        {offer.tax ? <MoneyRow name={t('tax')}>{formatMoney(offer.tax, locale)}</MoneyRow> : null}
        <MoneyRow name={t('total')} strong>
          {formatMoney(offer.total, locale)}
        </MoneyRow>
        {swap ? (
          <>
            <MoneyRow name={t('swap.back', { old: swap.name })}>
              <span className="whitespace-nowrap">−{formatMoney(swap.goesBack, locale)}</span>
            </MoneyRow>
            <MoneyRow name={t('swap.difference')}>{formatMoney(swap.difference, locale)}</MoneyRow>
          </>
        ) : null}
      </MoneyRows>
      {compareAt ? (
        <p className="text-xs text-muted">{t('compareAt', { price: formatMoney(compareAt, locale) })}</p>
      ) : null}
      {swap ? <SwapSums offer={offer} swap={swap} locale={locale} /> : null}
      {renewal ? (
        <p className="text-sm text-muted">
          {t(`renewal.${renewal.interval}`, { price: formatMoney(renewal.price, locale) })}
        </p>
      ) : null}
    </div>
  )
}
