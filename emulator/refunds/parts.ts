import { ApiError } from '../http/api-error'
import type { PaymentLine, PaymentRow } from '../state/rows'
import type { Store } from '../state/store'

export interface RefundItem {
  item_id: string
  /** Minor units; without it, all that is left of the line. */
  amount?: number | null | undefined
  /** Whether `amount` holds the tax; else the line's share of tax is added. */
  tax_inclusive: boolean
}

export interface RefundPart {
  item_id: string
  amount: number
}

/** What is left to give back of each line, with its tax, in minor units. Failed refunds take nothing. */
export function refundable(store: Store, payment: PaymentRow): number[] {
  return payment.internal.lines.map((line) => {
    const given = (payment.internal.refunded ?? [])
      .filter((part) => part.item_id === line.item_id)
      .filter((part) => store.refunds.get(part.refund_id)?.status !== 'failed')
      .reduce((sum, part) => sum + part.amount, 0)
    return Math.max(0, line.amount - given)
  })
}

/** What a refund takes from each line: all that is left, or of the named lines what is asked. */
export function refundParts(store: Store, payment: PaymentRow, items: readonly RefundItem[]): RefundPart[] {
  const left = refundable(store, payment)
  if (items.length === 0) return wholeRest(store, payment, left)
  if (new Set(items.map((item) => item.item_id)).size < items.length) {
    throw new ApiError(422, 'DUPLICATE_LINE_ITEMS_IN_REQUEST', 'A line is named twice')
  }
  return items.map((item) => {
    const index = payment.internal.lines.findIndex((line) => line.item_id === item.item_id)
    const line = payment.internal.lines[index]
    if (!line) throw new ApiError(422, 'LINE_ITEM_NOT_FOUND', `The payment has no line ${item.item_id}`)
    if (line.prorated) {
      throw new ApiError(422, 'LINE_ITEM_PRORATED', 'A prorated line cannot be refunded by itself')
    }
    return { item_id: item.item_id, amount: partOf(line, left[index] ?? 0, item) }
  })
}

/** A payment of a plan change may charge less than its lines; no more than was paid goes back. */
function wholeRest(store: Store, payment: PaymentRow, left: readonly number[]): RefundPart[] {
  const given = (payment.internal.refunded ?? [])
    .filter((part) => store.refunds.get(part.refund_id)?.status !== 'failed')
    .reduce((sum, part) => sum + part.amount, 0)
  let rest = payment.total_amount - given
  const parts = payment.internal.lines.map((line, index) => {
    const amount = Math.min(rest, left[index] ?? 0)
    rest -= amount
    return { item_id: line.item_id, amount }
  })
  return rest > 0 ? [...parts, { item_id: payment.payment_id, amount: rest }] : parts
}

function partOf(line: PaymentLine, left: number, { amount, tax_inclusive }: RefundItem): number {
  if (left === 0) throw new ApiError(422, 'LINE_ITEM_FULLY_REFUNDED', `${line.item_id} is already refunded`)
  if (amount === null || amount === undefined) return left
  const net = line.amount - line.tax
  const withTax = tax_inclusive || net <= 0 ? amount : amount + Math.floor((amount * line.tax) / net + 0.5)
  if (withTax < 1) {
    throw new ApiError(422, 'LINE_ITEM_REFUND_AMOUNT_TOO_LOW', 'A refund is of one unit at least')
  }
  if (withTax > left) {
    throw new ApiError(422, 'LINE_ITEM_REFUND_AMOUNT_TOO_HIGH', `${left} is left of ${line.item_id}`)
  }
  return withTax
}
