/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import { DECLINE_CODES } from '../../reference/declines'
import type { PaymentLine, PaymentRow } from '../../state/rows'
import { Time } from '../desk'
import { formatMoney } from '../money'
import { aboutSubject, deliveryColumns } from './delivery-columns'
import { Act, Block, type Column, DataTable, Facts, Head, Metadata, Pill } from './parts'

interface PaymentDetailProps {
  emulator: Emulator
  payment: PaymentRow
  isOpen: boolean
}

export function PaymentDetail({ emulator, payment, isOpen }: PaymentDetailProps) {
  const money = (amount: number) => formatMoney(amount, payment.currency, 'en')
  const path = `/desk/payments/${payment.payment_id}`
  const canRefund =
    payment.status === 'succeeded' && payment.refund_status !== 'full' && payment.total_amount > 0
  return (
    <>
      <Head
        back={{ href: '/desk/payments', name: 'Payments' }}
        title={
          <>
            <span class="amount">{money(payment.total_amount)}</span>
            <Pill state={payment.refund_status ? `refunded ${payment.refund_status}` : payment.status} />
          </>
        }
        lead={
          <>
            <a href={`/desk/customers/${payment.customer.customer_id}`}>{payment.customer.email}</a>,{' '}
            <Time at={payment.created_at} />
          </>
        }
      >
        {canRefund && <Act to={`${path}/refund`} label="Refund what is left" />}
      </Head>
      {isOpen && <Settle payment={payment} path={path} />}
      <div class="columns">
        <div>
          <Block title="Line items">
            <DataTable
              label="Line items"
              rows={payment.internal.lines}
              columns={lineColumns(payment.currency)}
              empty="None."
            />
          </Block>
          <Block title="Events">
            <DataTable
              label="Events"
              rows={aboutSubject(emulator, payment.payment_id)}
              columns={deliveryColumns}
              empty="No webhook about it so far."
            />
          </Block>
        </div>
        <div>
          <Block title="Details">
            <Facts of={facts(payment, money)} />
          </Block>
          <Block title="Metadata">
            <Metadata of={payment.metadata} />
          </Block>
        </div>
      </div>
    </>
  )
}

/** How a payment that waits for the bank or its holder goes on. */
function Settle({ payment, path }: { payment: PaymentRow; path: string }) {
  return (
    <Block title="How does it end?">
      <div class="actions">
        {payment.status === 'requires_customer_action' && payment.payment_link && (
          <a class="button" href={payment.payment_link}>
            Open the bank’s page
          </a>
        )}
        <Act to={`${path}/settle`} label="It succeeds" primary values={{ end: 'succeeded' }} />
        <Act to={`${path}/settle`} label="It is cancelled" values={{ end: 'cancelled' }} />
        <form class="row" method="post" action={`${path}/settle`}>
          <input type="hidden" name="end" value="failed" />
          <select name="code" aria-label="Why it fails">
            {DECLINE_CODES.map((code) => (
              <option key={code}>{code}</option>
            ))}
          </select>
          <button type="submit">It fails</button>
        </form>
      </div>
    </Block>
  )
}

function facts(payment: PaymentRow, money: (amount: number) => string) {
  const subscriptions = payment.subscription_ids.map((id) => (
    <a key={id} class="id" href={`/desk/subscriptions/${id}`}>
      {id}
    </a>
  ))
  return {
    Payment: <code>{payment.payment_id}</code>,
    'Tax in it': money(payment.tax ?? 0),
    Card: payment.card_last_four ? cardOf(payment) : null,
    Declined: payment.error_code ? `${payment.error_code}: ${payment.error_message}` : null,
    Subscription: subscriptions.length > 0 ? <span>{subscriptions}</span> : null,
    Checkout: payment.checkout_session_id ? <code>{payment.checkout_session_id}</code> : null,
    'Billed to': [payment.billing.zipcode, payment.billing.country].filter(Boolean).join(', '),
    Refunded: payment.refunds.length > 0 ? money(refundedOf(payment)) : null,
    Changed: payment.updated_at ? <Time at={payment.updated_at} /> : null,
    Invoice: <code>{payment.invoice_id}</code>,
  }
}

function refundedOf(payment: PaymentRow): number {
  return payment.refunds
    .filter((refund) => refund.status === 'succeeded')
    .reduce((sum, refund) => sum + (refund.amount ?? 0), 0)
}

function cardOf({
  card_network,
  card_last_four,
  card_holder_name,
  card_issuing_country,
}: PaymentRow): string {
  return [`${card_network ?? 'Card'} •••• ${card_last_four}`, card_holder_name, card_issuing_country]
    .filter(Boolean)
    .join(', ')
}

function lineColumns(currency: string): readonly [Column<PaymentLine>, ...Column<PaymentLine>[]] {
  return [
    { head: 'Item', cell: (line) => line.name ?? line.item_id },
    { head: 'Tax', cell: (line) => formatMoney(line.tax, currency, 'en'), kind: 'number' },
    { head: 'Amount', cell: (line) => formatMoney(line.amount, currency, 'en'), kind: 'number' },
  ]
}
