import { useLocale, useTranslations } from 'next-intl'
import { StateMark } from '@/components/admin/funnels/state-mark'
import { LocalTime } from '@/components/ui/local-time'
import type { EditorView } from '@/lib/funnels/editor-view'

/** Which version is on the page, how it stands, and whose work it is. */
export function VersionLine({ editor: { funnel, version } }: { editor: EditorView }) {
  const t = useTranslations('builder')
  const locale = useLocale()
  return (
    <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <StateMark state={version.state} />
      {funnel.active ? null : <StateMark state="off" />}
      <span>
        {t(`placement.${funnel.placement}`)} · {t('versions.number', { number: version.number })}
        {version.editedBy ? ` · ${t('versions.by', { name: version.editedBy })}` : null}
        {' · '}
        <LocalTime iso={version.editedAt.toISOString()} locale={locale} show="date" />{' '}
        <LocalTime iso={version.editedAt.toISOString()} locale={locale} show="time" />
      </span>
    </span>
  )
}
