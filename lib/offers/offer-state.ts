import { declineReasonOf } from '@/lib/charges/state'
import type { AttemptState, ChargeMethod, ImpressionState } from '@/lib/db/generated/enums'
import type { OfferState } from './view'

type Attempt = {
  state: AttemptState
  method: ChargeMethod
  reason: string | null
  checkoutUrl: string | null
  payments: { status: string; paymentLink: string | null }[]
}

type Facts = {
  impression: {
    state: ImpressionState
    expiresAt: Date
    abandonedAt: Date | null
    undoneAt: Date | null
  }
  attempt: Attempt | undefined
  owned: boolean
  forSale: boolean
  now: Date
}

/** What the offer page shows, from the decision and the latest attempt to be paid for it. */
export function offerState({ impression, attempt, owned, forSale, now }: Facts): OfferState {
  if (impression.undoneAt) return { name: 'undone' }
  switch (impression.state) {
    case 'declined':
      return { name: 'passed' }
    case 'expired':
      return { name: 'expired' }
    case 'presented':
      if (owned) return { name: 'already_bought' }
      if (!forSale) return { name: 'unavailable' }
      return impression.expiresAt > now ? { name: 'ready' } : { name: 'expired' }
    case 'accepted':
      return attempt ? chargeState(attempt, impression) : { name: 'unavailable' }
  }
}

function chargeState(attempt: Attempt, impression: Facts['impression']): OfferState {
  const payment = attempt.payments[0]
  switch (attempt.state) {
    case 'created':
    case 'sending':
      return { name: 'processing' }
    case 'pending':
      return attempt.method === 'hosted_checkout' && !payment && attempt.checkoutUrl
        ? impression.abandonedAt
          ? { name: 'passed' }
          : { name: 'at_checkout', href: attempt.checkoutUrl }
        : { name: 'processing' }
    case 'action_required':
      return payment?.paymentLink ? { name: 'bank_check', href: payment.paymentLink } : { name: 'checking' }
    case 'unknown':
    case 'needs_review':
      return { name: 'checking' }
    case 'refund_due':
    case 'refunded':
      return { name: 'given_back' }
    case 'succeeded':
      return { name: 'paid' }
    case 'released':
    case 'failed':
      if (impression.abandonedAt) return { name: 'passed' }
      return {
        name: 'declined',
        reason: attempt.state === 'released' ? 'no_answer' : declineReasonOf(attempt.reason),
      }
  }
}
