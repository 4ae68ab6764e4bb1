import { type AbstractIntlMessages, NextIntlClientProvider, useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { DataTable } from '@/components/admin/data-table'
import { FunnelEditor } from '@/components/admin/editor/funnel-editor'
import { FunnelActions } from '@/components/admin/funnel-actions'
import { FunnelTree } from '@/components/admin/funnel-tree'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import type { EditorProduct } from '@/lib/funnels/editor-view'
import type { Problem } from '@/lib/funnels/problem'
import type { FunnelView } from '@/lib/funnels/view'
import type { FlowCounts } from '@/lib/insight/overview'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'

const GOOD = ['published', 'discarded', 'switched_on', 'switched_off'] as const
export const FUNNEL_NOTICES = [...GOOD, 'problems', 'stale', 'not_a_draft', 'not_found'] as const

type Props = {
  staff: Staff
  funnel: FunnelView
  flow: Map<string, FlowCounts> | null
  notice: (typeof FUNNEL_NOTICES)[number] | null
  messages: AbstractIntlMessages
  editor: {
    products: EditorProduct[]
    problems: Problem[]
    defaults: { deadlineMinutes: number; cooldownDays: number }
  }
}

const tones = { draft: 'busy', published: 'good', retired: 'calm' } as const

/** One funnel: what is live with its numbers, the draft with its editor, and every version there was. */
export function FunnelScreen({ staff, funnel, flow, notice, messages, editor }: Props) {
  const t = useTranslations('funnels.page')
  const places = useTranslations('funnels.placements')
  const locale = useLocale()
  const mayEdit = isEnough(staff.role, 'editor')
  const { draft, published } = funnel
  const live = published?.definition
  return (
    <AdminPage
      staff={staff}
      current="funnels"
      title={funnel.key}
      lead={places(funnel.placement)}
      actions={mayEdit ? <FunnelActions funnel={funnel} /> : null}
    >
      {notice ? <Told good={GOOD.some((each) => each === notice)}>{t(`notice.${notice}`)}</Told> : null}
      {live && published ? (
        <Panel
          title={t('live', { number: published.number })}
          aside={<Mark tone={funnel.active ? 'good' : 'calm'}>{t(funnel.active ? 'on' : 'off')}</Mark>}
        >
          <FunnelTree definition={live} locale={locale} counts={flow ?? undefined} />
        </Panel>
      ) : null}
      {draft?.definition && mayEdit ? (
        <>
          <noscript>
            <p className="text-sm text-muted">{t('needsScript')}</p>
          </noscript>
          <NextIntlClientProvider locale={locale} messages={messages} timeZone="UTC">
            <FunnelEditor
              key={`${draft.id} ${draft.revision}`}
              funnelId={funnel.id}
              version={draft}
              definition={draft.definition}
              locale={locale}
              {...editor}
            />
          </NextIntlClientProvider>
        </>
      ) : null}
      {draft?.definition && !mayEdit ? (
        <Panel title={t('draft', { number: draft.number })}>
          <FunnelTree definition={draft.definition} locale={locale} />
        </Panel>
      ) : null}
      <Panel title={t('history')}>
        <DataTable
          caption={t('history')}
          rows={funnel.history}
          total={funnel.history.length}
          keyOf={({ id }) => id}
          empty="–"
          columns={[
            { key: 'number', label: t('version'), cell: ({ number }) => number },
            {
              key: 'state',
              label: t('state'),
              cell: ({ state }) => <Mark tone={tones[state]}>{t(`states.${state}`)}</Mark>,
            },
            { key: 'edited', label: t('edited'), cell: ({ editedAt }) => <Moment at={editedAt} /> },
            { key: 'by', label: t('by'), cell: ({ editedBy }) => editedBy ?? '–' },
            {
              key: 'published',
              label: t('publishedAt'),
              cell: ({ publishedAt }) => <Moment at={publishedAt} />,
            },
            { key: 'retired', label: t('retiredAt'), cell: ({ retiredAt }) => <Moment at={retiredAt} /> },
          ]}
        />
      </Panel>
    </AdminPage>
  )
}
