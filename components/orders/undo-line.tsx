import { useTranslations } from 'next-intl'
import { buttonStyle } from '@/components/ui/button'
import { LocalTime } from '@/components/ui/local-time'
import { SubmitButton } from '@/components/ui/submit-button'
import { formatMoney } from '@/lib/money'
import type { OrderLineView } from '@/lib/orders/view'
import { undoAction } from '@/lib/refunds/actions'

type Props = { line: OrderLineView; orderId: string; until: string; locale: string }

/** One click took it, one click gives it back. */
export function UndoLine({ line, orderId, until, locale }: Props) {
  const t = useTranslations('orders.undo')
  const total = formatMoney(line.total, locale)
  return (
    <form action={undoAction} className="grid w-full justify-items-start gap-2">
      <input type="hidden" name="order" value={orderId} />
      <input type="hidden" name="line" value={line.id} />
      <input type="hidden" name="locale" value={locale} />
      <SubmitButton className={buttonStyle('secondary')} pendingLabel={t('undoing')}>
        <span>
          {t('button')}
          <span className="sr-only">{t('of', { product: line.name, total })}</span>
        </span>
      </SubmitButton>
      <p className="text-xs text-muted">
        {t.rich('until', { total, time: () => <LocalTime iso={until} locale={locale} show="time" /> })}
        {line.replaces ? ` ${t('replaced', { old: line.replaces })}` : null}
      </p>
    </form>
  )
}
