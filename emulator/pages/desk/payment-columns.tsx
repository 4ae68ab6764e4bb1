/** @jsxImportSource hono/jsx */
import type { PaymentRow } from '../../state/rows'
import { Time } from '../desk'
import { formatMoney } from '../money'
import { type Column, Pill } from './parts'

type Columns = readonly [Column<PaymentRow>, ...Column<PaymentRow>[]]

export const paymentColumns: Columns = [
  {
    head: 'Amount',
    cell: (row) => (
      <a class="amount" href={`/desk/payments/${row.payment_id}`}>
        {formatMoney(row.total_amount, row.currency, 'en')}
      </a>
    ),
  },
  {
    head: 'Status',
    cell: (row) => (
      <span>
        <Pill state={row.refund_status ? `refunded ${row.refund_status}` : row.status} />{' '}
        {row.error_code && <span class="soft small">{row.error_code}</span>}
      </span>
    ),
  },
  {
    head: 'Customer',
    cell: (row) => <a href={`/desk/customers/${row.customer.customer_id}`}>{row.customer.email}</a>,
  },
  { head: 'Card', cell: (row) => (row.card_last_four ? `•••• ${row.card_last_four}` : '–'), kind: 'when' },
  { head: 'When (UTC)', cell: (row) => <Time at={row.created_at} />, kind: 'when' },
]

/** For a page that is about one customer anyway. */
const [first, ...others] = paymentColumns
export const paymentColumnsOfOne: Columns = [first, ...others.filter(({ head }) => head !== 'Customer')]
