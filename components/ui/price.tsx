import { useLocale, useTranslations } from 'next-intl'
import type { BillingInterval } from '@/lib/catalog/view'
import { formatMoney, type Money } from '@/lib/money'

type Props = { money: Money; interval?: BillingInterval | null; className?: string }

/** A sum of money, with how often it is paid if it is paid again. */
export function Price({ money, interval, className = '' }: Props) {
  const locale = useLocale()
  const t = useTranslations('catalog')
  return (
    <span className={`tabular-nums ${className}`}>
      {formatMoney(money, locale)}
      {interval ? <span className="text-sm font-normal text-muted"> {t(`per.${interval}`)}</span> : null}
    </span>
  )
}
