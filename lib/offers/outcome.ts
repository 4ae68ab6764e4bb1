import { isOpen } from '@/lib/charges/state'
import type { AttemptState, ImpressionState } from '@/lib/db/generated/enums'
import type { Outcome } from '@/lib/funnels/next-step'

/** How an offer ended, from the decision and the latest attempt to be paid for it. */
export function outcomeOf(
  impression: {
    state: ImpressionState
    expiresAt: Date
    abandonedAt: Date | null
    undoneAt: Date | null
  },
  attempt: { state: AttemptState } | undefined,
  now: Date,
): Outcome {
  switch (impression.state) {
    case 'presented':
      return impression.expiresAt > now ? 'open' : 'expired'
    case 'declined':
      return 'declined'
    case 'expired':
      return 'expired'
    case 'accepted':
      if (impression.undoneAt) return 'declined'
      if (attempt?.state === 'succeeded') return 'accepted'
      if (impression.abandonedAt) return 'failed'
      return attempt && !isOpen(attempt.state) && impression.expiresAt <= now ? 'failed' : 'open'
  }
}
