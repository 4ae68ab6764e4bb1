import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import { Mark } from '@/components/admin/panel'
import type { InboxRow, InboxSort } from '@/lib/insight/inbox'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import { adminPaths } from '@/lib/merchants/paths'
import type { Staff } from '@/lib/merchants/staff'

type Props = { staff: Staff; query: TableQuery<InboxSort>; page: TablePage<InboxRow> }

export const INBOX_TONES = {
  new: 'busy',
  done: 'good',
  ignored: 'calm',
  quarantined: 'bad',
  dead: 'bad',
} as const
const STATES = ['new', 'done', 'ignored', 'quarantined', 'dead'] as const

/** Every webhook that came, what became of it, and the way to have it worked on again. */
export function InboxScreen({ staff, query, page }: Props) {
  const t = useTranslations('admin.inbox')
  const locale = useLocale()
  return (
    <AdminPage staff={staff} current="inbox" title={t('title')} lead={t('lead')}>
      <FilteredTable
        section="inbox"
        caption={t('title')}
        empty={t('empty')}
        query={query}
        page={page}
        filters={[
          { name: 'q', label: t('search'), kind: 'text' },
          {
            name: 'state',
            label: t('state'),
            kind: 'choice',
            all: t('all'),
            choices: STATES.map((value) => ({ value, label: t(`states.${value}`) })),
          },
          { name: 'type', label: t('type'), kind: 'text' },
          { name: 'from', label: t('from'), kind: 'date' },
          { name: 'to', label: t('to'), kind: 'date' },
        ]}
        columns={[
          {
            key: 'received',
            label: t('received'),
            sort: 'received',
            cell: ({ receivedAt }) => <Moment at={receivedAt} />,
          },
          {
            key: 'type',
            label: t('type'),
            cell: ({ id, eventType }) => (
              <a href={adminPaths.message(locale, id)} className="link font-strong">
                {eventType}
                <span className="block font-mono text-xs font-normal text-muted break-all">{id}</span>
              </a>
            ),
          },
          {
            key: 'state',
            label: t('state'),
            cell: ({ state }) => <Mark tone={INBOX_TONES[state]}>{t(`states.${state}`)}</Mark>,
          },
          {
            key: 'attempts',
            label: t('attempts'),
            sort: 'attempts',
            align: 'right',
            cell: ({ attempts }) => attempts,
          },
          { key: 'deliveries', label: t('deliveries'), align: 'right', cell: ({ deliveries }) => deliveries },
          { key: 'note', label: t('note'), cell: ({ note }) => note ?? '–' },
        ]}
      />
    </AdminPage>
  )
}
