import type { Discount } from 'dodopayments/resources/discounts'
import type { Currency } from 'dodopayments/resources/misc'
import { ApiError } from '../http/api-error'
import { exchange } from '../reference/exchange'

/** Something a code may reduce. Amounts are minor units. */
export interface Deductible {
  productId: string
  /** Before any code. */
  listed: number
  /** What is left of it by now. */
  charged: number
}

type Terms = Pick<Discount, 'type' | 'amount' | 'code' | 'restricted_to' | 'currency_options'>

export function isEligible({ restricted_to }: Terms, productId: string): boolean {
  return restricted_to.length === 0 || restricted_to.includes(productId)
}

/**
 * What a code takes off each item, in minor units. A percentage (basis points) works on what earlier codes left, half-up
 * and up to its cap; a flat sum is shared out over the eligible items by their size. Throws an {@link ApiError} below
 * the code's minimum.
 */
export function deduct(code: Terms, items: readonly Deductible[], currency: Currency): number[] {
  const eligible = items.map((item) => (isEligible(code, item.productId) ? item : null))
  const sum = (of: 'listed' | 'charged') => eligible.reduce((total, item) => total + (item?.[of] ?? 0), 0)
  const { most, minimum } = limitsIn(code, currency)
  if (sum('listed') < minimum) {
    throw new ApiError(
      422,
      'DISCOUNT_MINIMUM_SUBTOTAL_NOT_MET',
      `${code.code} needs a cart of ${minimum} at least`,
    )
  }
  if (code.type === 'flat') return shareOut(Math.min(most ?? 0, sum('charged')), eligible)
  const taken = eligible.map((item) => Math.floor(((item?.charged ?? 0) * code.amount) / 10_000 + 0.5))
  const total = taken.reduce((all, each) => all + each, 0)
  return most !== null && total > most ? shareOut(most, eligible) : taken
}

function shareOut(pool: number, eligible: readonly (Deductible | null)[]): number[] {
  let left = pool
  let weight = eligible.reduce((total, item) => total + (item?.charged ?? 0), 0)
  return eligible.map((item) => {
    if (!item || weight === 0) return 0
    const part = Math.floor((left * item.charged) / weight + 0.5)
    left -= part
    weight -= item.charged
    return part
  })
}

/** The row of the currency, else the default row exchanged. */
function limitsIn(code: Terms, currency: Currency): { most: number | null; minimum: number } {
  const rows = code.currency_options ?? []
  const own = rows.find((row) => row.currency === currency)
  if (own) return { most: own.max_amount_possible ?? null, minimum: own.minimum_subtotal }
  const fallback = rows.find((row) => row.is_default)
  if (!fallback) return { most: null, minimum: 0 }
  const here = (amount: number) => {
    const exchanged = exchange(amount, fallback.currency, currency)
    if (exchanged === null) {
      throw new ApiError(422, 'EXCHANGE_RATE_NOT_FOUND', `${code.code} has no amount in ${currency}`)
    }
    return exchanged
  }
  const most = fallback.max_amount_possible ?? null
  return { most: most === null ? null : here(most), minimum: here(fallback.minimum_subtotal) }
}
