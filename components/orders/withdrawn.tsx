import { useTranslations } from 'next-intl'
import { Icon } from '@/components/ui/icon'
import { formatMoney, type Money } from '@/lib/money'
import type { WithdrawnView } from '@/lib/orders/view'

type Props = { withdrawn: WithdrawnView; total: Money; locale: string }

/** What became of a purchase that was taken back: where its money is, and what is gone. */
export function Withdrawn({ withdrawn, total, locale }: Props) {
  const t = useTranslations('orders.withdrawn')
  const { by, replacedBy, refund, had } = withdrawn
  return (
    <div role="status" className="flex gap-2 text-sm text-muted">
      <Icon
        name={refund === 'done' ? 'check' : refund === 'delayed' ? 'alert' : 'clock'}
        className="mt-0.5 size-5 shrink-0"
      />
      <div className="grid gap-1">
        <p>
          <strong className="font-strong text-ink">
            {by === 'replaced' ? t(by, { new: replacedBy ?? '' }) : t(by)}
          </strong>{' '}
          {t(`refund.${refund}`, { total: formatMoney(total, locale) })}
        </p>
        {had ? <p>{t(`gone.${had}`)}</p> : null}
      </div>
    </div>
  )
}
