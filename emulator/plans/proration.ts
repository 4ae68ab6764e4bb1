import type { TaxCategory } from 'dodopayments/resources/misc'
import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import { roundHalfUp } from '../reference/rounding'
import { lineTax } from '../reference/tax'

export type ProrationMode = UpdateSubscriptionPlanReq['proration_billing_mode']

/**
 * Which of the provider's documented rules apply. C, the newest: a change credits unused time and starts a full
 * new cycle. A, of 2025: prices count for the rest of the cycle only, and the billing date stays.
 */
export type Generation = 'A' | 'C'

/** One plan or add-on as billed for a whole cycle. `price` is the line's, in minor units, after discounts. */
export interface PricedItem {
  type: 'subscription' | 'addon'
  id: string
  name: string | null
  description: string | null
  unitPrice: number
  quantity: number
  price: number
  taxCategory: TaxCategory
  taxRateBps: number
  taxInclusive: boolean
}

export interface PlanSwitch {
  generation: Generation
  mode: ProrationMode
  /** What the running period was paid for; empty when nothing was, as in a free trial. */
  from: readonly PricedItem[]
  to: readonly PricedItem[]
  /** The unused part of the running period, 0 to 1. */
  remaining: number
  /** Whether the old dates cannot go on: another billing interval, or a trial that the change ends. */
  breaksCycle: boolean
}

/** Signed: what is given back is negative. `total` is `amount` plus tax, or `amount` when the price holds it. */
export interface ProrationLine {
  item: PricedItem
  factor: number
  amount: number
  tax: number
  total: number
}

export interface Proration {
  lines: ProrationLine[]
  /** To pay when positive, to credit when negative, tax included. */
  net: number
  tax: number
  startsCycle: boolean
}

/**
 * What a change of plan costs, for preview and execution alike. Sources of the rules: the provider's upgrade
 * guide (A) and its newest integration guide (C).
 */
export function prorate(change: PlanSwitch): Proration {
  const startsCycle = startsNewCycle(change)
  const [back, ahead] = factors(change, startsCycle)
  const lines = [...signedLines(change.from, -back), ...signedLines(change.to, ahead)]
  return {
    lines,
    net: lines.reduce((sum, line) => sum + line.total, 0),
    tax: lines.reduce((sum, line) => sum + line.tax, 0),
    startsCycle,
  }
}

/** A whole cycle of these items, as a renewal bills it. */
export function fullCycle(items: readonly PricedItem[]): ProrationLine[] {
  return signedLines(items, 1)
}

function startsNewCycle({ generation, mode, breaksCycle }: PlanSwitch): boolean {
  switch (mode) {
    case 'full_immediately':
      return true
    case 'prorated_immediately':
    case 'difference_immediately':
      return generation === 'C' || breaksCycle
    case 'do_not_bill':
      return false
  }
}

function factors({ mode, remaining }: PlanSwitch, startsCycle: boolean): [back: number, ahead: number] {
  switch (mode) {
    case 'prorated_immediately':
      return [remaining, startsCycle ? 1 : remaining]
    case 'difference_immediately':
      return [1, 1]
    case 'full_immediately':
      return [0, 1]
    case 'do_not_bill':
      return [0, 0]
  }
}

function signedLines(items: readonly PricedItem[], factor: number): ProrationLine[] {
  if (factor === 0) return []
  return items.map((item) => {
    const size = roundHalfUp(item.price * Math.abs(factor))
    const tax = lineTax(size, item.taxRateBps, item.taxInclusive)
    const sign = Math.sign(factor)
    const total = item.taxInclusive ? size : size + tax
    return { item, factor, amount: sign * size, tax: sign * tax, total: sign * total }
  })
}
