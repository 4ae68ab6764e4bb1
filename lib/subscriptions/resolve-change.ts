import 'server-only'
import { LEASE_MS, UNARMED_LOOK_MS } from '@/lib/charges/queue-lookup'
import { nextLookup } from '@/lib/charges/state'
import type { PlanChange } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { queueChangeLookup } from './change-moves'
import { isOpenChange } from './change-state'
import { readPayments } from './refresh-subscription'
import { syncSubscription } from './sync-subscription'

const REVIEW_AFTER_MS = 60 * 60_000

/**
 * Finds out what became of a change, by asking and never by sending again, and asks again later while it is not
 * settled. Payments are read before the subscription, so that a plan is never called changed without its charge.
 * Finding nothing proves nothing: an unknown change stays locked until news comes or, after an hour, a person looks.
 */
export async function resolveChange(changeId: string): Promise<void> {
  const before = await readChange(changeId)
  if (!before || isSettled(before)) return
  await closeWhatNobodyHolds(before)
  if (before.armedAt) await askProvider(before.subscription.providerId, changeId)

  const after = await readChange(changeId)
  if (after && !isSettled(after)) await lookAgainLater(after)
}

const readChange = (id: string) =>
  db.planChange.findUnique({ where: { id }, include: { subscription: { select: { providerId: true } } } })

/** Reads what the provider says of a change, once. */
async function askProvider(providerId: string, changeId: string): Promise<void> {
  await readPayments(providerId)
  const synced = await syncSubscription(providerId)
  if (!synced.ok) logger.warn({ changeId, error: synced.error }, 'subscription could not be read')
}

/** True when no news can be expected. A scheduled change waits for its day, which its subscription's job looks at. */
function isSettled({ state, dueMinor, chargedMinor }: PlanChange): boolean {
  if (state === 'applied') return dueMinor === 0 || chargedMinor !== null
  return state === 'scheduled' || !isOpenChange(state)
}

const age = (since: Date) => Date.now() - since.getTime()

/** A request that died left its row behind: never sent, or sent with the answer lost. */
async function closeWhatNobodyHolds({ id, state, createdAt, armedAt }: PlanChange): Promise<void> {
  if (state === 'created' && age(createdAt) > UNARMED_LOOK_MS - 10_000) {
    await db.planChange.updateMany({
      where: { id, state: 'created' },
      data: { state: 'refused', reason: 'NOT_SENT', settledAt: new Date() },
    })
  }
  if (state === 'sending' && armedAt && age(armedAt) > LEASE_MS - 1_000) {
    await db.planChange.updateMany({ where: { id, state: 'sending' }, data: { state: 'unknown' } })
  }
}

async function lookAgainLater({ id, state, armedAt, lookups }: PlanChange): Promise<void> {
  const stuck = state === 'unknown' && armedAt !== null && age(armedAt) > REVIEW_AFTER_MS
  if (stuck) logger.error({ changeId: id }, 'no proof of a change of plan after an hour; a person must look')
  const runAt = nextLookup(lookups, new Date())
  if (!runAt) logger.error({ changeId: id, state }, 'not settled after the last look-up')
  await db.$transaction(async (tx) => {
    await tx.planChange.updateMany({
      where: { id, state },
      data: { lookups: { increment: 1 }, ...(stuck && { state: 'needs_review', reason: 'NO_PROOF' }) },
    })
    if (runAt) await queueChangeLookup(tx, id, runAt)
  })
}
