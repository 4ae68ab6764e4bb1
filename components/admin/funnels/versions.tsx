import { useLocale, useTranslations } from 'next-intl'
import { StateMark } from '@/components/admin/funnels/state-mark'
import { LocalTime } from '@/components/ui/local-time'
import type { EditorView } from '@/lib/funnels/editor-view'
import { funnelPath } from '@/lib/funnels/paths'

/** All versions, newest first; each can be looked at. */
export function Versions({ editor: { funnel, version } }: { editor: EditorView }) {
  const t = useTranslations('builder.versions')
  const locale = useLocale()
  return (
    <ol className="divide-y divide-line text-sm">
      {funnel.history.map(({ id, number, state, editedBy, publishedBy, publishedAt, editedAt }) => (
        <li key={id} className="flex flex-wrap items-center gap-x-4">
          <a
            href={funnelPath(locale, funnel.id, state === 'draft' ? null : number)}
            aria-current={id === version.id ? 'page' : undefined}
            className="link inline-flex min-h-11 items-center aria-[current=page]:font-strong aria-[current=page]:no-underline"
          >
            {t('number', { number })}
          </a>
          <StateMark state={state} />
          <span className="text-muted">
            <LocalTime iso={(publishedAt ?? editedAt).toISOString()} locale={locale} show="date" />
            {(publishedBy ?? editedBy) ? ` · ${publishedBy ?? editedBy}` : null}
          </span>
        </li>
      ))}
    </ol>
  )
}
