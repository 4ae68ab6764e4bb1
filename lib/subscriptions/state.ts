import type { Standing } from './view'

type Facts = { status: string; cancelAtPeriodEnd: boolean }

/**
 * The provider's status in the shop's words. A word that is not known yet counts as active: nothing is taken away for
 * it (dodo-api 6, trap 23).
 */
export function standingOf({ status, cancelAtPeriodEnd }: Facts): Standing {
  switch (status) {
    case 'past_due':
      return 'past_due'
    case 'on_hold':
      return 'on_hold'
    case 'paused':
      return 'paused'
    case 'cancelled':
    case 'expired':
    case 'failed':
      return 'ended'
    default:
      return cancelAtPeriodEnd ? 'ending' : 'active'
  }
}

/** True while it may come to a charge again: such a plan is changed, never bought a second time. */
export const isLive = (facts: Facts): boolean => standingOf(facts) !== 'ended'

/** Statuses of the provider that end a subscription for good. */
export const ENDED_STATUSES = ['cancelled', 'expired', 'failed'] as const

/**
 * Whether the plan's content is open. On hold, what was paid for stays open: until the period ends, or a payment for
 * the next one was asked, which says that it has ended by the provider's clock.
 */
export function grantsAccess(
  facts: Facts & { periodEnd: Date },
  lastPaymentAt: Date | null,
  now: Date,
): boolean {
  switch (standingOf(facts)) {
    case 'active':
    case 'ending':
    case 'past_due':
      return true
    case 'on_hold':
      return now < facts.periodEnd && (lastPaymentAt === null || lastPaymentAt < facts.periodEnd)
    case 'paused':
    case 'ended':
      return false
  }
}
