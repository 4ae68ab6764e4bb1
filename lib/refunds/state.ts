import type { RefundState } from '@/lib/db/generated/enums'

/**
 * States in which a second refund of the same payment is refused. The index refund_attempt_one_open says the same in
 * the database.
 */
export const OPEN_REFUND_STATES = [
  'created',
  'sending',
  'pending',
  'unknown',
  'needs_review',
  'succeeded',
] as const satisfies readonly RefundState[]

/** What a refund's status says of the attempt that asked for it. */
export type RefundVerdict = 'pending' | 'failed' | 'succeeded'

/** Maps the provider's status; an unknown one, and one in review, is alive: only proof ends an attempt. */
export function refundVerdictOf(status: string): RefundVerdict {
  return status === 'succeeded' || status === 'failed' ? status : 'pending'
}

const rank: Record<RefundVerdict, number> = { pending: 0, failed: 1, succeeded: 2 }

/** True when news of `next` may take the place of what `known` says: refunds never move down. */
export const refundSupersedes = (next: string, known: string): boolean =>
  rank[refundVerdictOf(next)] >= rank[refundVerdictOf(known)]

/** Where an attempt goes on news of its refund, or null where it stays. */
export function nextRefundState(from: RefundState, verdict: RefundVerdict): RefundState | null {
  switch (from) {
    case 'succeeded':
      return null
    case 'created':
    case 'failed':
    case 'released':
      return verdict === 'succeeded' ? verdict : null
    case 'sending':
    case 'unknown':
    case 'pending':
    case 'needs_review':
      return verdict === from ? null : verdict
  }
}

/** How long after its failures a payment's refund is asked for again, in seconds. */
const RETRY_SECONDS = [60, 600, 3_600, 21_600, 86_400, 86_400, 86_400, 86_400, 86_400] as const

/** Seconds from the last of so many failures to the next attempt; null when a person has to see to it. */
export const retryAfter = (failures: number): number | null => RETRY_SECONDS[failures - 1] ?? null

/** How far a refund is, in the customer's words. */
export type RefundProgress = 'on_its_way' | 'done' | 'delayed'

/** How far the refund of one payment is, from all attempts at it. Money nobody can vouch for is late, not on its way. */
export function refundProgress(attempts: readonly { state: RefundState }[]): RefundProgress {
  const states = new Set(attempts.map(({ state }) => state))
  if (states.has('succeeded')) return 'done'
  const under_way = states.has('created') || states.has('sending') || states.has('pending')
  return under_way || states.size === 0 ? 'on_its_way' : 'delayed'
}
