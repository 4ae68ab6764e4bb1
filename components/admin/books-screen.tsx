import { useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark, Panel } from '@/components/admin/panel'
import { ReasonForm } from '@/components/admin/reason-form'
import { ReviewList } from '@/components/admin/review-list'
import { closeBreakAction } from '@/lib/insight/actions'
import type { BreakRow, BreaksSort } from '@/lib/insight/books'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import { isEnough } from '@/lib/merchants/roles'
import type { Staff } from '@/lib/merchants/staff'
import type { Review } from '@/lib/review/list-reviews'

const GOOD = ['released', 'refunding', 'ask_again', 'closed'] as const
const BAD = ['reason_missing', 'not_sure', 'not_waiting', 'wrong_code', 'not_open'] as const
export const BOOKS_NOTICES = [...GOOD, ...BAD] as const

type Props = {
  staff: Staff
  query: TableQuery<BreaksSort>
  page: TablePage<BreakRow>
  reviews: Review[]
  notice: (typeof BOOKS_NOTICES)[number] | null
}

/** What needs a person: charges nobody could find out about, and differences between the books. */
export function BooksScreen({ staff, query, page, reviews, notice }: Props) {
  const t = useTranslations('admin.books')
  const mayAct = isEnough(staff.role, 'owner')
  return (
    <AdminPage staff={staff} current="books" title={t('title')} lead={t('lead')}>
      {notice ? <Told good={GOOD.some((each) => each === notice)}>{t(`notice.${notice}`)}</Told> : null}
      <Panel title={t('reviews')}>
        <ReviewList reviews={reviews} mayAct={mayAct} />
      </Panel>
      <Panel title={t('breaks')}>
        <FilteredTable
          section="books"
          caption={t('breaks')}
          empty={t('empty')}
          query={query}
          page={page}
          filters={[
            { name: 'q', label: t('search'), kind: 'text' },
            {
              name: 'state',
              label: t('state'),
              kind: 'choice',
              all: t('open'),
              choices: [
                { value: 'closed', label: t('closed') },
                { value: 'all', label: t('all') },
              ],
            },
          ]}
          columns={[
            {
              key: 'last',
              label: t('lastSeen'),
              sort: 'seen',
              cell: ({ lastSeen }) => <Moment at={lastSeen} />,
            },
            {
              key: 'class',
              label: t('class'),
              sort: 'class',
              cell: ({ kind, class: name }) => (
                <>
                  <code className="font-mono text-xs">{name}</code>
                  <span className="block text-xs text-muted">{t(`kinds.${kind}`)}</span>
                </>
              ),
            },
            {
              key: 'subject',
              label: t('subject'),
              cell: ({ subject, detail }) => (
                <>
                  <code className="font-mono text-xs break-all">{subject}</code>
                  <span className="block">{detail}</span>
                </>
              ),
            },
            {
              key: 'state',
              label: t('state'),
              cell: ({ closedAt }) => (
                <Mark tone={closedAt ? 'good' : 'bad'}>{t(closedAt ? 'closed' : 'open')}</Mark>
              ),
            },
            ...(mayAct
              ? [
                  {
                    key: 'act',
                    label: t('act'),
                    cell: ({ id, kind, closedAt }: BreakRow) =>
                      kind === 'books' && !closedAt ? (
                        <details>
                          <summary className="cursor-pointer py-2">{t('close')}</summary>
                          <ReasonForm action={closeBreakAction} name="break" value={id} submit={t('close')} />
                        </details>
                      ) : null,
                  },
                ]
              : []),
          ]}
        />
      </Panel>
    </AdminPage>
  )
}
