import { formatMoney } from '../pages/money'
import type { PaymentRow } from '../state/rows'
import { type PdfLine, writePdf } from './pdf'

const LEFT = 56
const RIGHT = 430

/** The invoice of a payment as a PDF of one page, whatever became of the payment. */
export function invoicePdf(payment: PaymentRow): Buffer {
  const { customer, billing, currency } = payment
  // The code instead of the sign: the built-in font has no sign for most currencies.
  const money = (amount: number) => `${formatMoney(amount, currency, 'en', 'code')}`
  const place = [billing.street, billing.zipcode, billing.city, billing.state, billing.country]
  const lines: PdfLine[] = []
  let y = 780
  const row = (left: string, right = '', size = 11, gap = 18) => {
    lines.push({ text: left, x: LEFT, y, size })
    if (right !== '') lines.push({ text: right, x: RIGHT, y, size })
    y -= gap
  }
  row('Invoice', '', 24, 34)
  row('Test mode: no money moved', '', 11, 30)
  row(`Number ${payment.invoice_id ?? payment.payment_id}`)
  row(`Date ${payment.created_at.slice(0, 10)}`)
  row(`Payment ${payment.payment_id} (${payment.status ?? 'open'})`, '', 11, 30)
  row(`Billed to ${customer.name}`)
  row(customer.email)
  row(place.filter(Boolean).join(', '), '', 11, 34)
  for (const line of payment.internal.lines.slice(0, 24)) row(line.name ?? line.item_id, money(line.amount))
  y -= 10
  row('Tax included', money(payment.tax ?? 0))
  row('Total', money(payment.total_amount), 14)
  return writePdf(lines)
}
