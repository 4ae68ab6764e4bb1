import { useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import type { AuditRow } from '@/lib/insight/audit-log'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import type { Staff } from '@/lib/merchants/staff'
import { ACTS } from '@/lib/review/acts'

type Props = { staff: Staff; query: TableQuery<'at'>; page: TablePage<AuditRow> }

/** Who did what, when, why, and what it was before and after. Nobody can change it. */
export function AuditScreen({ staff, query, page }: Props) {
  const t = useTranslations('admin.audit')
  const nameOf = (action: string) => {
    const known = ACTS.find((each) => each === action)
    return known ? t(`acts.${known}`) : action
  }
  return (
    <AdminPage staff={staff} current="audit" title={t('title')} lead={t('lead')}>
      <FilteredTable
        section="audit"
        caption={t('title')}
        empty={t('empty')}
        query={query}
        page={page}
        filters={[
          { name: 'q', label: t('search'), kind: 'text' },
          {
            name: 'action',
            label: t('action'),
            kind: 'choice',
            all: t('all'),
            choices: ACTS.map((value) => ({ value, label: t(`acts.${value}`) })),
          },
          { name: 'from', label: t('from'), kind: 'date' },
          { name: 'to', label: t('to'), kind: 'date' },
        ]}
        columns={[
          { key: 'at', label: t('at'), sort: 'at', cell: ({ at }) => <Moment at={at} /> },
          {
            key: 'actor',
            label: t('actor'),
            cell: ({ actor }) => <span className="break-all">{actor}</span>,
          },
          { key: 'action', label: t('action'), cell: ({ action }) => nameOf(action) },
          {
            key: 'subject',
            label: t('subject'),
            cell: ({ subject, reason }) => (
              <>
                <code className="font-mono text-xs break-all">{subject}</code>
                {reason ? <span className="block">{reason}</span> : null}
              </>
            ),
          },
          { key: 'change', label: t('change'), cell: (row) => <Change row={row} /> },
        ]}
      />
    </AdminPage>
  )
}

const SHORT = 80

function Change({ row: { before, after, evidence } }: { row: AuditRow }) {
  const t = useTranslations('admin.audit')
  const parts = [
    ['before', before],
    ['after', after],
    ['evidence', Object.keys((evidence ?? {}) as object).length > 0 ? evidence : null],
  ] as const
  const told = parts.filter(([, value]) => value !== null && value !== undefined)
  if (told.length === 0) return '–'
  const texts = told.map(([name, value]) => [t(name), JSON.stringify(value)] as const)
  const list = (
    <dl className="grid gap-1 text-xs">
      {texts.map(([name, text]) => (
        <div key={name}>
          <dt className="text-muted">{name}</dt>
          <dd className="max-w-md font-mono break-all">{text}</dd>
        </div>
      ))}
    </dl>
  )
  if (texts.every(([, text]) => text.length <= SHORT)) return list
  return (
    <details>
      <summary className="cursor-pointer py-1">{t('show')}</summary>
      {list}
    </details>
  )
}
