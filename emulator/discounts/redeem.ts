import type { DiscountDetail } from 'dodopayments/resources/discounts'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { DiscountRow, PaymentRow } from '../state/rows'
import type { Store } from '../state/store'

export function findDiscount(store: Store, code: string): DiscountRow | undefined {
  const wanted = code.trim().toUpperCase()
  return store.discounts.all().find((row) => row.code === wanted)
}

/**
 * The codes of a request, in their order. Throws an {@link ApiError} for one that is unknown, out of its time, used up
 * or not for this customer (null: nobody known yet, whom only codes for everybody or for first orders suit).
 */
export function redeemableCodes(
  { store, now }: Emulator,
  codes: readonly string[],
  customerId: string | null,
): DiscountRow[] {
  const rows = codes.map((code) => {
    const row = findDiscount(store, code)
    if (!row) throw new ApiError(422, 'INVALID_DISCOUNT_CODE', `The discount code ${code} does not exist`)
    requireValid(row, now())
    requireEligible(store, row, customerId)
    return row
  })
  if (new Set(rows.map((row) => row.discount_id)).size < rows.length) {
    throw new ApiError(422, 'INVALID_DISCOUNT_CODE', 'A discount code is named twice')
  }
  return rows
}

/** Throws unless a code can be used by somebody now. */
export function requireValid(row: DiscountRow, now: Date): void {
  if (row.starts_at && Date.parse(row.starts_at) > now.getTime()) {
    throw new ApiError(422, 'DISCOUNT_NOT_YET_ACTIVE', `The discount code ${row.code} starts later`)
  }
  if (row.expires_at && Date.parse(row.expires_at) <= now.getTime()) {
    throw new ApiError(422, 'DISCOUNT_CODE_EXPIRED', `The discount code ${row.code} has expired`)
  }
  if (row.usage_limit && row.times_used >= row.usage_limit) {
    throw new ApiError(422, 'DISCOUNT_CODE_USAGE_LIMIT_EXCEEDED', `The discount code ${row.code} is used up`)
  }
}

function requireEligible(store: Store, row: DiscountRow, customerId: string | null): void {
  const bought = customerId === null ? [] : purchasesOf(store, customerId)
  if (!suits(row, customerId, bought.length > 0)) {
    throw new ApiError(422, 'DISCOUNT_CUSTOMER_NOT_ELIGIBLE', `${row.code} is not for this customer`)
  }
  const used = bought.filter((payment) => uses(payment, row)).length
  if (row.per_customer_usage_limit && used >= row.per_customer_usage_limit) {
    throw new ApiError(
      422,
      'DISCOUNT_PER_CUSTOMER_USAGE_LIMIT_EXCEEDED',
      `This customer has used ${row.code} ${used} times`,
    )
  }
}

function suits(row: DiscountRow, customerId: string | null, hasBought: boolean): boolean {
  switch (row.customer_eligibility) {
    case 'any':
      return true
    case 'first_time':
      return !hasBought
    case 'existing':
      return hasBought
    case 'specific':
      return customerId !== null && row.customer_ids.includes(customerId)
  }
}

/** Counts a paid checkout as one use of each of its codes. Renewals are no new use. */
export function countRedemptions(store: Store, payment: PaymentRow): void {
  if (!isPurchase(payment)) return
  for (const { discount_id } of payment.discounts ?? []) {
    const row = store.discounts.get(discount_id)
    if (row) store.discounts.put({ ...row, times_used: row.times_used + 1 })
  }
}

function purchasesOf(store: Store, customerId: string): PaymentRow[] {
  return store.payments
    .all()
    .filter((row) => row.customer.customer_id === customerId && row.status === 'succeeded' && isPurchase(row))
}

function isPurchase(payment: PaymentRow): boolean {
  return payment.checkout_session_id !== null
}

function uses(payment: PaymentRow, row: DiscountRow): boolean {
  return (payment.discounts ?? []).some((each) => each.discount_id === row.discount_id)
}

/** Codes as a payment or subscription shows them. `cyclesUsed` counts the bills already reduced. */
export function toDiscountDetails(
  rows: readonly DiscountRow[],
  cyclesUsed: number | null,
): DiscountDetail[] | null {
  if (rows.length === 0) return null
  return rows.map((row, position) => {
    const { customer_ids: _c, currency_options: _o, customer_eligibility: _e, ...shared } = row
    const { per_customer_usage_limit: _p, starts_at: _s, ...detail } = shared
    const cycles = row.subscription_cycles ?? null
    const left = cycles === null || cyclesUsed === null ? null : Math.max(0, cycles - cyclesUsed)
    return { ...detail, position, cycles_remaining: left }
  })
}
