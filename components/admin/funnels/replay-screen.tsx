import { NextIntlClientProvider, useLocale, useMessages, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { ReplayRun } from '@/components/admin/funnels/replay-run'
import { VersionLine } from '@/components/admin/funnels/version-line'
import type { EditorView } from '@/lib/funnels/editor-view'
import { funnelPath } from '@/lib/funnels/paths'
import type { Staff } from '@/lib/merchants/staff'
import type { Replay } from '@/lib/replay/replay'

type Props = { staff: Staff; editor: EditorView; result: Replay | null }

/** What a version would have done to the orders of the last ninety days. */
export function ReplayScreen({ staff, editor, result }: Props) {
  const t = useTranslations('builder')
  const locale = useLocale()
  const { replay } = useMessages().builder
  const { funnel, version } = editor
  const number = version.state === 'draft' ? null : version.number
  return (
    <AdminPage
      staff={staff}
      current="funnels"
      title={t('replay.title', { name: funnel.key })}
      lead={<VersionLine editor={editor} />}
      actions={
        <a href={funnelPath(locale, funnel.id, number)} className="link-alone">
          {t('back')}
        </a>
      }
    >
      <NextIntlClientProvider messages={{ builder: { replay } }}>
        <ReplayRun key={version.id} version={version.id} number={number} before={result} />
      </NextIntlClientProvider>
    </AdminPage>
  )
}
