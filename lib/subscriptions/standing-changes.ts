import 'server-only'
import type { ProviderError } from '@/lib/dodo/errors'
import { type CancelReason, cancelScheduledChange, updateSubscription } from '@/lib/dodo/subscriptions'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import type { Subject } from './ask-quote'
import { syncSubscription } from './sync-subscription'

/** Nothing happened, or nobody knows and the page shows what is true; either way it may be tried again. */
export type Unchanged = 'refused' | 'unavailable'
type Done = Promise<Result<null, Unchanged>>

/** Lets a subscription run out with its period: access stays until then, and it can be undone. */
export const cancelSubscription = (subscription: Subject): Done =>
  update(subscription, { cancelAtPeriodEnd: true })

/** Takes a cancellation back, until the period has ended. */
export const undoCancel = (subscription: Subject): Done => update(subscription, { cancelAtPeriodEnd: false })

/** Tells the provider why, which is never a condition of leaving. */
export const giveReason = (subscription: Subject, reason: CancelReason, comment: string | null): Done =>
  update(subscription, { reason, comment })

/** Stops a subscription at once: no access and no charge until it is resumed. */
export const pauseSubscription = (subscription: Subject): Done => update(subscription, { status: 'paused' })

/** Lets a paused subscription go on; its dates move by the length of the pause. */
export const resumeSubscription = (subscription: Subject): Done => update(subscription, { status: 'active' })

/** Ends a subscription at once: no access and no charge any more, and nothing of the period is given back. */
export const endSubscription = (subscription: Subject): Done => update(subscription, { status: 'cancelled' })

/** Takes back the change that waits for the period's end. */
export async function keepPlan(subscription: Subject): Done {
  const kept = await cancelScheduledChange(subscription.providerId)
  // Nothing was scheduled any more: then that is what is true.
  if (!kept.ok && kept.error.kind === 'not_found') return readBack(subscription, ok(null))
  return readBack(subscription, kept)
}

async function update(subscription: Subject, change: Parameters<typeof updateSubscription>[1]): Done {
  return readBack(subscription, await updateSubscription(subscription.providerId, change))
}

/** These calls set a state and move no money: whatever came back, what is true is read. */
async function readBack(subscription: Subject, called: Result<unknown, ProviderError>): Done {
  const synced = await syncSubscription(subscription.providerId)
  if (!called.ok) {
    const log = { subscriptionId: subscription.id, error: called.error }
    logger.warn(log, 'the provider did not change the subscription')
    return fail(
      called.error.kind === 'invalid' || called.error.kind === 'not_found' ? 'refused' : 'unavailable',
    )
  }
  return synced.ok ? ok(null) : fail('unavailable')
}
