/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import type { SubscriptionRow } from '../../state/rows'
import { Time } from '../desk'
import { formatMoney } from '../money'
import { TEXT } from '../text'
import { type Column, Pill } from './parts'

export function planName({ store }: Emulator, { product_id }: { product_id: string }): string {
  return store.products.get(product_id)?.name ?? product_id
}

/** What it costs and how often, before tax. */
export function priceOf(row: SubscriptionRow): string {
  const period = TEXT.en.per[row.payment_frequency_interval](row.payment_frequency_count)
  return `${formatMoney(row.recurring_pre_tax_amount, row.currency, 'en')} per ${period}`
}

export function subscriptionColumns(
  emulator: Emulator,
  show: 'everything' | 'plan',
): readonly [Column<SubscriptionRow>, ...Column<SubscriptionRow>[]] {
  const customer: Column<SubscriptionRow> = {
    head: 'Customer',
    cell: (row) => <a href={`/desk/customers/${row.customer.customer_id}`}>{row.customer.email}</a>,
  }
  return [
    {
      head: 'Plan',
      cell: (row) => <a href={`/desk/subscriptions/${row.subscription_id}`}>{planName(emulator, row)}</a>,
    },
    { head: 'State', cell: (row) => <Pill state={row.status} /> },
    ...(show === 'everything' ? [customer] : []),
    { head: 'Price', cell: (row) => priceOf(row) },
    { head: 'Next charge (UTC)', cell: (row) => <NextCharge row={row} />, kind: 'when' },
  ]
}

export function NextCharge({ row }: { row: SubscriptionRow }) {
  if (row.status !== 'active' && row.status !== 'past_due') return <span class="soft">none</span>
  if (row.cancel_at_next_billing_date) return <span>ends {row.next_billing_date.slice(0, 10)}</span>
  return <Time at={row.next_billing_date} />
}
