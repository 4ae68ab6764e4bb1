import { declineReasonOf } from '@/lib/charges/state'
import type { AttemptState } from '@/lib/db/generated/enums'
import type { DeclineReason } from '@/lib/offers/view'
import type { OrderState } from './view'

type Attempt = { state: AttemptState; reason: string | null; payments: unknown[] }

/** Where the first purchase stands, from the latest attempt to be paid for it. */
export function orderState(
  attempt: Attempt | undefined,
  paid: boolean,
  cancelled: boolean,
): { state: OrderState; declineReason: DeclineReason | null } {
  if (paid) return { state: 'paid', declineReason: null }
  const unpaid = { state: cancelled ? 'cancelled' : 'open', declineReason: null } as const
  if (!attempt) return unpaid
  switch (attempt.state) {
    case 'created':
      return unpaid
    case 'sending':
    case 'pending':
      return attempt.payments.length > 0 ? { state: 'confirming', declineReason: null } : unpaid
    case 'action_required':
    case 'unknown':
    case 'succeeded':
      return { state: 'confirming', declineReason: null }
    case 'needs_review':
    case 'refund_due':
      return { state: 'under_review', declineReason: null }
    case 'failed':
      return attempt.reason === 'ABANDONED'
        ? { state: 'abandoned', declineReason: null }
        : { state: 'declined', declineReason: declineReasonOf(attempt.reason) }
  }
}
