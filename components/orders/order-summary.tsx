import { useTranslations } from 'next-intl'
import { CardLabel } from '@/components/ui/card-label'
import { MoneyRow, MoneyRows } from '@/components/ui/money-rows'
import { formatMoney, type Money, sumByCurrency } from '@/lib/money'
import type { OrderView } from '@/lib/orders/view'

/** The one total of the sitting, for each currency, and how it was paid. */
export function OrderSummary({ order, locale }: { order: OrderView; locale: string }) {
  const t = useTranslations('orders')
  const paid = order.lines.filter((line) => line.state === 'paid')
  const subtotals = sumByCurrency(paid.map((line) => line.subtotal))
  const taxes = sumByCurrency(paid.map((line) => line.tax))
  const of = (sums: Money[], currency: string) => sums.find((sum) => sum.currency === currency)
  return (
    <section
      aria-labelledby="summary"
      className="grid content-start gap-6 rounded-lg bg-surface p-6 lg:self-start"
    >
      <h2 id="summary" className="text-base tracking-normal">
        {t('summary')}
      </h2>
      {order.totals.map((total) => {
        const subtotal = of(subtotals, total.currency)
        const tax = of(taxes, total.currency)
        return (
          <MoneyRows key={total.currency}>
            {subtotal ? <MoneyRow name={t('subtotal')}>{formatMoney(subtotal, locale)}</MoneyRow> : null}
            {tax && tax.amount > 0 ? <MoneyRow name={t('tax')}>{formatMoney(tax, locale)}</MoneyRow> : null}
            <MoneyRow name={t('total')} strong>
              {formatMoney(total, locale)}
            </MoneyRow>
          </MoneyRows>
        )
      })}
      {order.card ? (
        <p className="flex flex-wrap justify-between gap-x-6 text-sm">
          <span className="text-muted">{t('paidWith')}</span>
          <CardLabel brand={order.card.brand} lastFour={order.card.lastFour} />
        </p>
      ) : null}
    </section>
  )
}
