import { verdictOf } from '@/lib/charges/state'
import type { PlanChangeState } from '@/lib/db/generated/enums'
import type { When } from './view'

/** States in which no second change is made. The index plan_change_one_open says the same in the database. */
export const OPEN_CHANGES = [
  'created',
  'sending',
  'processing',
  'payment_required',
  'scheduled',
  'unknown',
  'needs_review',
] as const satisfies readonly PlanChangeState[]

export const isOpenChange = (state: PlanChangeState): boolean =>
  (OPEN_CHANGES as readonly PlanChangeState[]).includes(state)

/** A plan with all that belongs to it: two are the same when nothing would change. */
export type Terms = {
  productId: string
  quantity: number
  addOns: readonly { addOnId: string; quantity: number }[]
}

export function sameTerms(a: Terms, b: Terms): boolean {
  return (
    a.productId === b.productId &&
    a.quantity === b.quantity &&
    a.addOns.length === b.addOns.length &&
    a.addOns.every(({ addOnId, quantity }) =>
      b.addOns.some((other) => other.addOnId === addOnId && other.quantity === quantity),
    )
  )
}

/** What is known about a change, all of it read from the provider after the change was sent. */
export type Evidence = {
  when: When
  /** Where the change leads. */
  to: Terms & { discountCode: string | null }
  /** The subscription as read after the change was armed; null when it was not read since. */
  subscription: {
    current: Terms
    discountCodes: readonly string[]
    scheduled: Terms | null
    ended: boolean
  } | null
  /** The payments that name the change. */
  payments: readonly { status: string }[]
}

/**
 * Where a change stands by the evidence, or null where it stays. A payment that succeeded proves the change as much as
 * the plan itself does; a failed one disproves it only while the plan is the old one. Absence proves nothing: a change
 * whose answer was lost stays unknown (trust: 3.2).
 */
export function nextChangeState(from: PlanChangeState, evidence: Evidence): PlanChangeState | null {
  const target = proven(from, evidence)
  return target !== null && target !== from && mayBecome(from, target) ? target : null
}

function proven(
  from: PlanChangeState,
  { when, to, subscription, payments }: Evidence,
): PlanChangeState | null {
  const verdicts = payments.map(({ status }) => verdictOf(status))
  const reached =
    subscription !== null &&
    sameTerms(subscription.current, to) &&
    (to.discountCode === null || subscription.discountCodes.includes(to.discountCode))
  const paid = verdicts.includes('succeeded')
  // What has ended is opened by its own money only: another change may have led to the same plan.
  if (!isOpenChange(from))
    return reached && paid ? 'applied' : verdicts.includes('failed') ? 'declined' : null
  if (reached) return 'applied'
  if (when === 'period_end') {
    if (subscription?.scheduled && sameTerms(subscription.scheduled, to)) return 'scheduled'
    return from === 'scheduled' && subscription !== null ? 'kept' : null
  }
  // Paid, and the plan will follow within moments; until it is read, it is not promised.
  if (paid) return 'processing'
  if (verdicts.includes('action_required')) return 'payment_required'
  if (verdicts.includes('pending')) return 'processing'
  if (verdicts.includes('failed')) return 'declined'
  return null
}

/** The ways that the database allows news to go (trigger plan_change_no_way_back). */
const WAYS: Record<PlanChangeState, readonly PlanChangeState[]> = {
  created: [],
  sending: ['processing', 'payment_required', 'scheduled', 'applied', 'declined'],
  unknown: ['processing', 'payment_required', 'scheduled', 'applied', 'declined'],
  needs_review: ['processing', 'payment_required', 'scheduled', 'applied', 'declined'],
  processing: ['payment_required', 'scheduled', 'applied', 'declined'],
  payment_required: ['processing', 'applied', 'declined'],
  scheduled: ['applied', 'kept'],
  applied: [],
  declined: ['applied'],
  refused: ['applied', 'declined'],
  kept: ['applied'],
  released: ['applied', 'declined'],
}

const mayBecome = (from: PlanChangeState, to: PlanChangeState) => WAYS[from].includes(to)
