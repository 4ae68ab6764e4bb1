import type { Prisma } from '@/lib/db/generated/client'
import type { AttemptState } from '@/lib/db/generated/enums'
import type { DeclineReason } from '@/lib/offers/view'

/**
 * States in which a second attempt for the same purchase is refused. The index charge_attempt_one_open
 * says the same in the database (trust: 3.3, 3.4).
 */
export const OPEN_STATES = [
  'created',
  'sending',
  'pending',
  'action_required',
  'unknown',
  'needs_review',
  'succeeded',
] as const satisfies readonly AttemptState[]

export const isOpen = (state: AttemptState): boolean =>
  (OPEN_STATES as readonly AttemptState[]).includes(state)

/** What a payment's status says of its attempt. */
export type Verdict = 'pending' | 'action_required' | 'succeeded' | 'failed'

/** Maps the provider's status; an unknown one is alive, because only proof ends an attempt. */
export function verdictOf(status: string): Verdict {
  switch (status) {
    case 'succeeded':
      return 'succeeded'
    case 'failed':
    case 'cancelled':
      return 'failed'
    case 'requires_customer_action':
      return 'action_required'
    default:
      return 'pending'
  }
}

const rank: Record<Verdict, number> = { pending: 0, action_required: 1, failed: 2, succeeded: 3 }

/** True when news of `next` may take the place of what `known` says: payments never move down (trust: 4.4). */
export const supersedes = (next: string, known: string): boolean =>
  rank[verdictOf(next)] >= rank[verdictOf(known)]

/**
 * Where an attempt goes on news from the provider, or null where it stays. A failed attempt may still succeed:
 * a declined shopper can pay again on the same hosted page, and a bank can be late. News of `another` payment than
 * the one it failed with opens it again, so that nothing else is paid meanwhile. An attempt that an operator has
 * released opens for nothing: money that still comes is given back.
 */
export function nextState(from: AttemptState, verdict: Verdict, another: boolean): AttemptState | null {
  switch (from) {
    case 'succeeded':
    case 'refund_due':
    case 'refunded':
      return null
    case 'released':
      return verdict === 'succeeded' ? verdict : null
    case 'failed':
      return verdict === 'succeeded' || (another && verdict !== 'failed') ? verdict : null
    case 'needs_review':
      return verdict === 'succeeded' || verdict === 'failed' ? verdict : null
    case 'created':
    case 'sending':
    case 'unknown':
    case 'pending':
    case 'action_required':
      return verdict === from ? null : verdict
  }
}

/** The customer's side of the provider's decline code. Four codes are never told apart (dodo-api 5.2). */
export function declineReasonOf(code: string | null): DeclineReason {
  switch (code) {
    case 'INSUFFICIENT_FUNDS':
    case 'LIMIT_EXCEEDED':
      return 'insufficient_funds'
    case 'EXPIRED_CARD':
    case 'INVALID_EXPIRY_YEAR':
      return 'card_expired'
    case 'AUTHENTICATION_FAILURE':
    case 'AUTHENTICATION_REQUIRED':
    case 'AUTHENTICATION_TIMEOUT':
    case 'CUSTOMER_CANCELLED':
      return 'bank_check_failed'
    case 'PROCESSING_ERROR':
    case 'NETWORK_ERROR':
    case 'NETWORK_TIMEOUT':
    case 'TRY_AGAIN_LATER':
      return 'try_other_card'
    case 'NOT_SENT':
      return 'not_sent'
    default:
      return 'declined'
  }
}

/** When to ask again what became of an attempt, in seconds after the last look (trust: 3.6). */
const LOOKUP_SECONDS = [3, 7, 20, 90, 180, 600, 2_700, 18_000, 64_800] as const
const DAY_SECONDS = 86_400
const MAX_LOOKUPS = LOOKUP_SECONDS.length + 5

/**
 * Attempts of one purchase with the one that counts first: the order of the states puts the open one, of which there
 * is at most one, before those that ended.
 */
export const CURRENT_FIRST = [
  { state: 'asc' },
  { createdAt: 'desc' },
] as const satisfies readonly Prisma.ChargeAttemptOrderByWithRelationInput[]

/** The time of the next look, or null when every look of the schedule is used up. */
export function nextLookup(lookups: number, now: Date): Date | null {
  if (lookups >= MAX_LOOKUPS) return null
  return new Date(now.getTime() + (LOOKUP_SECONDS[lookups] ?? DAY_SECONDS) * 1_000)
}
