import { useLocale, useTranslations } from 'next-intl'
import { AdminPage } from '@/components/admin/admin-page'
import { DataTable } from '@/components/admin/data-table'
import { Moment } from '@/components/admin/moment'
import { OrderAttempts } from '@/components/admin/order-attempts'
import { OrderOffers } from '@/components/admin/order-offers'
import { ORDER_TONES } from '@/components/admin/orders-screen'
import { Mark, Panel } from '@/components/admin/panel'
import type { OrderInsight } from '@/lib/insight/order'
import type { Staff } from '@/lib/merchants/staff'
import { formatMoney, sumByCurrency } from '@/lib/money'

type Props = { staff: Staff; order: OrderInsight }

const stateOf = ({ paidAt, lines }: OrderInsight) => {
  if (!paidAt) return 'unpaid'
  return lines.some(({ state }) => state === 'paid') ? 'paid' : 'refunded'
}

/** One order as the merchant needs it: what was bought, what was charged, what was offered and why. */
export function OrderInsightScreen({ staff, order }: Props) {
  const t = useTranslations('admin.order')
  const orders = useTranslations('admin.orders')
  const locale = useLocale()
  const state = stateOf(order)
  const paid = order.lines.filter((line) => line.state !== 'unpaid')
  const totals = sumByCurrency(
    paid.map(({ totalMinor, currency }) => ({ amount: totalMinor ?? 0, currency: currency ?? 'USD' })),
  )
  const back = sumByCurrency(
    paid.map(({ refundedMinor, currency }) => ({ amount: refundedMinor, currency: currency ?? 'USD' })),
  ).filter(({ amount }) => amount > 0)
  const money = (sums: typeof totals) => sums.map((sum) => formatMoney(sum, locale)).join(' + ') || '–'
  const facts = [
    [
      orders('state'),
      <Mark key="state" tone={ORDER_TONES[state]}>
        {orders(`states.${state}`)}
      </Mark>,
    ],
    [orders('placed'), <Moment key="placed" at={order.createdAt} />],
    [t('paidAt'), <Moment key="paid" at={order.paidAt} />],
    [orders('customer'), order.email ?? '–'],
    [t('account'), order.userId ? t('signedIn') : t('guest')],
    [t('place'), `${order.country ?? '–'} · ${order.locale}`],
    [t('charged'), money(totals)],
    [t('givenBack'), money(back)],
    [
      t('receipt'),
      order.receiptRevision === 0
        ? t('receiptNone')
        : order.receiptSentRevision < order.receiptRevision
          ? t('receiptWaits')
          : t('receiptSent', { count: order.receiptSentRevision }),
    ],
  ] as const
  return (
    <AdminPage staff={staff} current="orders" title={t('title', { number: order.number })}>
      <dl className="grid gap-x-6 gap-y-4 rounded-md border border-line p-4 text-sm sm:grid-cols-2 sm:p-5 lg:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name} className="grid content-start gap-0.5">
            <dt className="text-xs text-muted">{name}</dt>
            <dd className="break-words">{value}</dd>
          </div>
        ))}
      </dl>
      <Panel title={t('lines')}>
        <DataTable
          caption={t('lines')}
          rows={order.lines}
          total={order.lines.length}
          keyOf={({ id }) => id}
          empty={t('none')}
          columns={[
            {
              key: 'name',
              label: t('product'),
              cell: ({ name, quantity, replaces }) =>
                `${name}${quantity > 1 ? ` × ${quantity}` : ''}${replaces ? ` (${t('replaces', { product: replaces })})` : ''}`,
            },
            { key: 'offer', label: t('from'), cell: ({ offer }) => offer ?? t('cameFor') },
            {
              key: 'state',
              label: orders('state'),
              cell: (line) => (
                <Mark tone={line.state === 'paid' ? 'good' : line.state === 'withdrawn' ? 'busy' : 'calm'}>
                  {t(`lineStates.${line.state}`)}
                </Mark>
              ),
            },
            { key: 'paid', label: t('paidAt'), cell: ({ paidAt }) => <Moment at={paidAt} /> },
            ...(['taxMinor', 'totalMinor', 'refundedMinor'] as const).map((key) => ({
              key,
              label: t(`sums.${key}`),
              align: 'right' as const,
              cell: (line: OrderInsight['lines'][number]) => {
                const amount = line[key]
                return amount === null || !line.currency
                  ? '–'
                  : formatMoney({ amount, currency: line.currency }, locale)
              },
            })),
          ]}
        />
      </Panel>
      <OrderOffers order={order} />
      <OrderAttempts order={order} />
    </AdminPage>
  )
}
