import { lineTax } from '../reference/tax'

/** Minor units. `total` is always `subtotal - discount + tax`; an inclusive price is split, not raised. */
export interface Amounts {
  subtotal: number
  discount: number
  tax: number
  total: number
}

/** The amounts of one item that is listed at one sum and charged at another. */
export function amountsOf(listed: number, charged: number, rateBps: number, inclusive: boolean): Amounts {
  const tax = lineTax(charged, rateBps, inclusive)
  const discount = listed - charged
  const total = inclusive ? charged : charged + tax
  return { subtotal: total - tax + discount, discount, tax, total }
}

export function sumAmounts(parts: readonly Amounts[]): Amounts {
  const total: Amounts = { subtotal: 0, discount: 0, tax: 0, total: 0 }
  for (const part of parts) {
    total.subtotal += part.subtotal
    total.discount += part.discount
    total.tax += part.tax
    total.total += part.total
  }
  return total
}
