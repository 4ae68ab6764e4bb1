import { readSettings } from '../billing/settings'
import type { Emulator } from '../emulator'
import type { BillingRow } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { DueWork } from '../time/timekeeper'
import { billingFor } from './billing'
import { endGrace, endPeriod, endSubscription, retryDues } from './renew'

/** The next thing that any subscription does by itself. */
export function nextSubscriptionWork(emulator: Emulator): DueWork | null {
  let first: DueWork | null = null
  for (const subscription of emulator.store.subscriptions.all()) {
    if (subscription.status === 'pending' || subscription.status === 'failed') continue
    for (const work of workOf(emulator, subscription, billingFor(emulator.store, subscription))) {
      if (first === null || work.at < first.at) first = work
    }
  }
  return first
}

/** At the same moment an earlier entry goes first: what has expired is not renewed. */
function workOf(emulator: Emulator, subscription: SubscriptionRow, billing: BillingRow): DueWork[] {
  const { subscription_id: id } = subscription
  const at = (moment: string | null | undefined, what: string, run: () => void): DueWork[] =>
    moment ? [{ at: Date.parse(moment), what: `${what} ${id}`, run }] : []
  const expiry = at(subscription.expires_at, 'expiry', () => endSubscription(emulator, id, 'expired'))
  const retryAt = billing.awaiting ? null : billing.retry?.at
  const retry = at(retryAt, 'retry', () => retryDues(emulator, id))
  switch (subscription.status) {
    case 'active': {
      const what = subscription.cancel_at_next_billing_date ? 'cancellation' : 'renewal'
      const period = at(subscription.next_billing_date, what, () => endPeriod(emulator, id))
      return billing.awaiting ? expiry : [...expiry, ...period]
    }
    case 'past_due': {
      const { grace_ends_in } = readSettings(emulator.store)
      const grace = at(billing.past_due_ends_at, 'end of grace', () => endGrace(emulator, id, grace_ends_in))
      return [...expiry, ...retry, ...grace]
    }
    case 'on_hold':
      return [...expiry, ...retry]
    case 'paused':
    case 'pending':
    case 'cancelled':
    case 'failed':
    case 'expired':
      return []
  }
}
