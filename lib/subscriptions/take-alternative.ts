import 'server-only'
import { addJob, dropJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { fail, ok, type Result } from '@/lib/result'
import { offeredDiscountCode } from './alternative'
import { type Subject, subjectInclude } from './ask-quote'
import { isOpenChange } from './change-state'
import { confirmChange } from './confirm-change'
import { discountChoice } from './make-choice'
import { quoteChange, quoteChoice } from './quote-change'
import { cancelSubscription, pauseSubscription, type Unchanged, undoCancel } from './standing-changes'
import { standingOf } from './state'
import { syncSubscription } from './sync-subscription'
import type { QuoteResult } from './view'

const GUARD_MS = 2 * 60_000

/** `shownMinor`: the price of a period as it was shown, in minor units of the subscription's currency. */
export type Wanted =
  | { kind: 'pause' }
  | { kind: 'cheaper_plan'; plan: string; shownMinor: number }
  | { kind: 'discount'; shownMinor: number }
type Asker = { locale: string; userAgent: string | null }
type Taken = Result<{ changeId: string | null }, Unchanged>

/**
 * Takes what was offered instead of leaving. The provider neither changes nor pauses what is ending, so the
 * cancellation is taken back first; if what was wanted then does not come to be, the subscription is cancelled again.
 * Whoever does not leave (any more) gets none, and a discount only who was offered it.
 * A job queued beforehand does that should this process die in between.
 */
export async function takeAlternative(subscription: Subject, wanted: Wanted, asker: Asker): Promise<Taken> {
  if (standingOf(subscription) !== 'ending') return fail('refused')
  const guard = { subscriptionId: subscription.id, since: new Date().toISOString() }
  const key = `leave-after-all:${subscription.id}`
  await addJob(db, 'leave_after_all', guard, { key, runAt: new Date(Date.now() + GUARD_MS) })
  const undone = await undoCancel(subscription)
  const taken: Taken = undone.ok ? await take(subscription.id, wanted, asker) : undone
  if (await leaveUnlessTaken(guard)) await dropJob(db, key)
  return taken
}

async function take(id: string, wanted: Wanted, asker: Asker): Promise<Taken> {
  const subscription = await db.subscription.findUniqueOrThrow({ where: { id }, include: subjectInclude })
  if (wanted.kind === 'pause') {
    const paused = await pauseSubscription(subscription)
    return paused.ok ? ok({ changeId: null }) : paused
  }
  const result = await quote(subscription, wanted, asker.locale)
  if (result.state !== 'quoted') return fail(result.state === 'unavailable' ? 'unavailable' : 'refused')
  const { due, to, id: quoteId } = result.quote
  if (due.amount !== 0 || to.price.total.amount !== wanted.shownMinor) {
    logger.warn(
      { subscriptionId: id, quoteId },
      'the alternative does not cost what was shown; it is not taken',
    )
    return fail('refused')
  }
  const confirmed = await confirmChange(subscription, { quoteId, ...asker })
  if (confirmed.ok) return confirmed
  return fail(confirmed.error.code === 'unavailable' ? 'unavailable' : 'refused')
}

async function quote(
  subscription: Subject,
  wanted: Exclude<Wanted, { kind: 'pause' }>,
  locale: string,
): Promise<QuoteResult> {
  if (wanted.kind === 'cheaper_plan') {
    const wish = { plan: wanted.plan, quantity: null, addOns: null, when: 'period_end' as const }
    return quoteChange(subscription, wish, locale)
  }
  const code = await offeredDiscountCode(subscription)
  const choice = code ? ok(discountChoice(subscription, code)) : fail('not_for_sale' as const)
  return quoteChoice(subscription, choice, locale)
}

/**
 * Cancels again what neither changed nor paused since the cancellation was taken back. False while a change is on its
 * way or the provider cannot be reached: then it must be asked again.
 */
export async function leaveUnlessTaken(guard: { subscriptionId: string; since: string }): Promise<boolean> {
  const { providerId } = await db.subscription.findUniqueOrThrow({ where: { id: guard.subscriptionId } })
  const synced = await syncSubscription(providerId)
  if (!synced.ok) return false
  const subscription = await db.subscription.findUniqueOrThrow({
    where: { id: guard.subscriptionId },
    include: subjectInclude,
  })
  if (standingOf(subscription) !== 'active') return true
  const change = await db.planChange.findFirst({
    where: { subscriptionId: subscription.id, createdAt: { gte: new Date(guard.since) } },
    orderBy: { createdAt: 'desc' },
  })
  if (change && ['scheduled', 'applied', 'kept'].includes(change.state)) return true
  if (change && isOpenChange(change.state)) return false
  return (await cancelSubscription(subscription)).ok
}
