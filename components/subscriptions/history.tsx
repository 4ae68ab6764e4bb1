import { useTranslations } from 'next-intl'
import { LocalTime } from '@/components/ui/local-time'
import type { HistoryView } from '@/lib/subscriptions/view'

/** What happened to a subscription, newest first. */
export function History({ entries, locale }: { entries: HistoryView[]; locale: string }) {
  const t = useTranslations('subscriptions.history.event')
  const say = ({ kind, plan, to }: HistoryView) => {
    if (kind === 'changed')
      return to && to !== plan ? t('changed', { plan, to }) : t('changedWithin', { plan })
    if (kind === 'scheduled') return to && to !== plan ? t('scheduled', { plan, to }) : t('scheduledWithin')
    return t(kind, { plan })
  }
  return (
    <ol className="grid gap-2.5 text-sm">
      {entries.map((entry) => (
        <li key={`${entry.at} ${entry.kind}`} className="flex flex-wrap justify-between gap-x-6">
          <span>{say(entry)}</span>
          <span className="text-muted">
            <LocalTime iso={entry.at} locale={locale} show="date" />
          </span>
        </li>
      ))}
    </ol>
  )
}
