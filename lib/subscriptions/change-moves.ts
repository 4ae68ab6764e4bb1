import 'server-only'
import { FIRST_LOOK_MS, LEASE_MS, UNARMED_LOOK_MS } from '@/lib/charges/queue-lookup'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'

/** Queues the look at what became of a change; a later call moves it. */
export function queueChangeLookup(
  tx: Parameters<typeof addJob>[0],
  changeId: string,
  runAt: Date,
): Promise<void> {
  return addJob(tx, 'resolve_change', { changeId }, { key: `change:${changeId}`, runAt })
}

const after = (delayMs: number) => new Date(Date.now() + delayMs)

/** Writes the change that was agreed to. Fails on the index if another one is open, or on the quote if it was used. */
export async function createChange(
  tx: Tx,
  change: Parameters<Tx['planChange']['create']>[0]['data'] & { id: string },
): Promise<void> {
  await tx.planChange.create({ data: change })
  await queueChangeLookup(tx, change.id, after(UNARMED_LOOK_MS))
}

/** Marks the change as sent, before it is. True, once committed, for the one caller who may send it. */
export function armChange(changeId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.planChange.updateMany({
      where: { id: changeId, state: 'created' },
      data: { state: 'sending', armedAt: new Date(), posts: { increment: 1 } },
    })
    if (count === 1) await queueChangeLookup(tx, changeId, after(LEASE_MS))
    return count === 1
  })
}

/** Writes what came back from the one POST, unless news of the subscription was faster. */
export function recordChange(
  changeId: string,
  answer: { state: 'processing' | 'unknown' } | { state: 'refused'; reason: string },
): Promise<void> {
  return db.$transaction(async (tx) => {
    const { count } = await tx.planChange.updateMany({
      where: { id: changeId, state: { in: ['sending', 'unknown'] } },
      data: { ...answer, ...(answer.state === 'refused' && { settledAt: new Date() }) },
    })
    if (count === 1 && answer.state !== 'refused') {
      await queueChangeLookup(tx, changeId, after(FIRST_LOOK_MS))
    }
  })
}
