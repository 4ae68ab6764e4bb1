import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { FilteredTable } from '@/components/admin/filtered-table'
import { Moment } from '@/components/admin/moment'
import { Mark } from '@/components/admin/panel'
import { ORDER_STATES, type OrderRow, type OrdersSort } from '@/lib/insight/orders'
import type { TablePage, TableQuery } from '@/lib/insight/table-query'
import { adminPaths } from '@/lib/merchants/paths'
import type { Staff } from '@/lib/merchants/staff'
import { formatMoney } from '@/lib/money'

type Props = { staff: Staff; query: TableQuery<OrdersSort>; page: TablePage<OrderRow> }

export const ORDER_TONES = { paid: 'good', unpaid: 'calm', refunded: 'busy' } as const

/** All orders: found by number or mailbox, filtered by what became of them and of their offers. */
export function OrdersScreen({ staff, query, page }: Props) {
  const t = useTranslations('admin.orders')
  const locale = useLocale()
  const choice = <const K extends string>(keys: readonly K[], label: (key: K) => string) =>
    keys.map((value) => ({ value, label: label(value) }))
  return (
    <AdminPage staff={staff} current="orders" title={t('title')} lead={t('lead')}>
      <FilteredTable
        section="orders"
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
            choices: choice(ORDER_STATES, (key) => t(`states.${key}`)),
          },
          {
            name: 'offers',
            label: t('offers'),
            kind: 'choice',
            all: t('all'),
            choices: choice(['taken', 'shown', 'none'], (key) => t(`offerStates.${key}`)),
          },
          { name: 'from', label: t('from'), kind: 'date' },
          { name: 'to', label: t('to'), kind: 'date' },
        ]}
        columns={[
          {
            key: 'number',
            label: t('number'),
            sort: 'placed',
            cell: ({ id, number }) => (
              <a href={adminPaths.order(locale, id)} className="link font-strong tabular-nums">
                {number}
              </a>
            ),
          },
          { key: 'placed', label: t('placed'), cell: ({ placedAt }) => <Moment at={placedAt} /> },
          {
            key: 'state',
            label: t('state'),
            cell: ({ state }) => <Mark tone={ORDER_TONES[state]}>{t(`states.${state}`)}</Mark>,
          },
          {
            key: 'who',
            label: t('customer'),
            cell: ({ email, country }) => (
              <>
                <span className="break-all">{email ?? '–'}</span>
                {country ? <span className="text-muted"> · {country}</span> : null}
              </>
            ),
          },
          { key: 'products', label: t('products'), cell: ({ products }) => products.join(', ') },
          {
            key: 'offers',
            label: t('offers'),
            align: 'right',
            cell: ({ shown, taken }) => t('ofShown', { taken, shown }),
          },
          {
            key: 'total',
            label: t('total'),
            sort: 'total',
            align: 'right',
            cell: ({ currency, totalMinor }) =>
              currency ? formatMoney({ amount: totalMinor, currency }, locale) : '–',
          },
        ]}
      />
    </AdminPage>
  )
}
