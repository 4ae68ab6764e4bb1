import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { EndpointList } from '@/components/admin/endpoint-list'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import { Told } from '@/components/admin/notices'
import { Mark } from '@/components/admin/panel'
import { UndeliveredList } from '@/components/admin/undelivered-list'
import { Price } from '@/components/ui/price'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import { adminPaths } from '@/lib/merchants/paths'
import type { Staff } from '@/lib/merchants/staff'
import type { Endpoint, Undelivered } from '@/lib/offer-events/endpoints'
import { EVENT_TYPES, type EventRow } from '@/lib/offer-events/list-events'
import { type EVENT_NOTICES, GOOD_EVENT_NOTICES } from '@/lib/offer-events/notices'

type Props = {
  staff: Staff
  query: TableQuery<'at'>
  page: TablePage<EventRow>
  endpoints: Endpoint[]
  undelivered: Undelivered[]
  notice: (typeof EVENT_NOTICES)[number] | null
}

const TONES = { shown: 'calm', accepted: 'good', declined: 'calm', expired: 'calm', undone: 'bad' } as const

/** What happened to offers, and who else is told of it. */
export function EventsScreen({ staff, query, page, endpoints, undelivered, notice }: Props) {
  const t = useTranslations('admin.events')
  const locale = useLocale()
  return (
    <AdminPage staff={staff} current="events" title={t('title')} lead={t('lead')}>
      {notice ? (
        <Told good={GOOD_EVENT_NOTICES.some((each) => each === notice)}>{t(`notice.${notice}`)}</Told>
      ) : null}
      <EndpointList endpoints={endpoints} role={staff.role} />
      {undelivered.length > 0 ? <UndeliveredList deliveries={undelivered} role={staff.role} /> : null}
      <FilteredTable
        section="events"
        caption={t('caption')}
        empty={t('empty')}
        query={query}
        page={page}
        filters={[
          {
            name: 'type',
            label: t('type'),
            kind: 'choice',
            all: t('all'),
            choices: EVENT_TYPES.map((value) => ({ value, label: t(`types.${value}`) })),
          },
          { name: 'offer', label: t('offer'), kind: 'text' },
          { name: 'from', label: t('from'), kind: 'date' },
          { name: 'to', label: t('to'), kind: 'date' },
        ]}
        columns={[
          { key: 'at', label: t('at'), sort: 'at', cell: ({ at }) => <Moment at={at} /> },
          {
            key: 'type',
            label: t('type'),
            cell: ({ type }) => <Mark tone={TONES[type]}>{t(`types.${type}`)}</Mark>,
          },
          { key: 'offer', label: t('offer'), cell: ({ offerId }) => offerId },
          {
            key: 'order',
            label: t('order'),
            cell: ({ orderId, orderNumber }) => (
              <a href={adminPaths.order(locale, orderId)} className="link tabular-nums">
                {orderNumber ?? orderId}
              </a>
            ),
          },
          {
            key: 'total',
            label: t('total'),
            align: 'right',
            cell: ({ totalMinor, currency }) => <Price money={{ amount: totalMinor, currency }} />,
          },
        ]}
      />
    </AdminPage>
  )
}
