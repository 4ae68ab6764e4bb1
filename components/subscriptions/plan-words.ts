import { useLocale, useTranslations } from 'next-intl'
import type { BillingInterval } from '@/lib/catalog/view'
import { formatMoney, type Money } from '@/lib/money'
import type { CreditView, PeriodPriceView } from '@/lib/subscriptions/view'

/** How prices of a period, coverage by credit and counted add-ons are said on the screens of plans. */
export function usePlanWords() {
  const locale = useLocale()
  const t = useTranslations('subscriptions')
  const money = (sum: Money) => formatMoney(sum, locale)
  return {
    money,
    /** Taken off: with a minus sign as wide as the digits. */
    minus: (sum: Money) => `\u2212${money({ ...sum, amount: Math.abs(sum.amount) })}`,
    period: ({ total, plusTax }: PeriodPriceView, interval: BillingInterval) =>
      t(plusTax ? `perPeriodPlusTax.${interval}` : `perPeriod.${interval}`, { price: money(total) }),
    covers: ({ renewals, rest }: NonNullable<CreditView['covers']>) => {
      const kind = renewals === 0 ? 'part' : rest.amount === 0 ? 'full' : 'more'
      return t(`covers.${kind}`, { renewals, rest: money(rest) })
    },
    /** A plan and what goes with it, as one list. */
    together: (names: string[]) => new Intl.ListFormat(locale).format(names),
    counted: ({ name, quantity }: { name: string; quantity: number }) =>
      quantity === 1 ? name : t('withQuantity', { name, quantity }),
  }
}
