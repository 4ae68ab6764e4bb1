import { declineReasonOf } from '@/lib/charges/state'
import type { AttemptState } from '@/lib/db/generated/enums'
import type { DeclineReason } from '@/lib/offers/view'
import type { OrderState } from './view'

/** How the shopper came to the order: from the checkout's way back, or from its end. */
export type CameBack = 'cancelled' | 'returned' | null

type Attempt = { state: AttemptState; reason: string | null; payments: unknown[] }

/** Where the first purchase stands, from the latest attempt to be paid for it. */
export function orderState(
  attempt: Attempt | undefined,
  paid: boolean,
  cameBack: CameBack,
): { state: OrderState; declineReason: DeclineReason | null } {
  if (paid) return { state: 'paid', declineReason: null }
  const confirming = { state: 'confirming', declineReason: null } as const
  const unpaid = { state: cameBack === 'cancelled' ? 'cancelled' : 'open', declineReason: null } as const
  if (!attempt) return unpaid
  switch (attempt.state) {
    case 'created':
      return unpaid
    case 'sending':
    case 'pending':
      // Whoever reached the end of the checkout has paid or tried to, even if nobody can tell us yet.
      return attempt.payments.length > 0 || cameBack === 'returned' ? confirming : unpaid
    case 'action_required':
    case 'unknown':
    case 'succeeded':
      return confirming
    case 'needs_review':
      return { state: 'under_review', declineReason: null }
    case 'refund_due':
    case 'refunded':
      return { state: 'given_back', declineReason: null }
    case 'released':
      return { state: 'declined', declineReason: 'no_answer' }
    case 'failed':
      return attempt.reason === 'ABANDONED'
        ? { state: 'abandoned', declineReason: null }
        : { state: 'declined', declineReason: declineReasonOf(attempt.reason) }
  }
}
