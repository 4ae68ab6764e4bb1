import 'server-only'
import { addJob } from '@/lib/db/jobs'

/** When to look at a row that was not armed: whoever wrote it is gone by then. */
export const UNARMED_LOOK_MS = 30_000
/** After this an armed row may be looked up by others. Longer than the hard limit of the call. */
export const LEASE_MS = 20_000
/** When to look at a charge that was sent, should no webhook come. */
export const FIRST_LOOK_MS = 2_000

/**
 * Queues the look at what became of an attempt; a later call moves it. Queued with the row and with its arming, so that
 * a process that dies anywhere leaves nothing behind that nobody looks at.
 */
export function queueLookup(
  tx: Parameters<typeof addJob>[0],
  attemptId: string,
  delayMs: number,
): Promise<void> {
  const runAt = new Date(Date.now() + delayMs)
  return addJob(tx, 'resolve_attempt', { attemptId }, { key: `attempt:${attemptId}`, runAt })
}
