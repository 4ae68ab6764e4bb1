import 'server-only'
import { addJob } from '@/lib/db/jobs'

const QUIET_MS = 2 * 60 * 1_000

/**
 * Queues the receipt of a sitting. While the shopper may still take an offer it waits for two quiet minutes,
 * so that one mail tells of everything; the end of the funnel sends it at once. One job per order: later
 * calls move the one that waits, and one that comes while a mail is being sent runs after it.
 */
export function queueReceipt(
  tx: Parameters<typeof addJob>[0],
  orderId: string,
  when: 'now' | 'when_quiet',
): Promise<void> {
  const runAt = when === 'now' ? new Date() : new Date(Date.now() + QUIET_MS)
  // Queues are rows that stay; the ids are random, so their first sign spreads them over 64.
  const queue = `receipt:${orderId.slice(0, 1)}`
  return addJob(tx, 'send_receipt', { orderId }, { key: `receipt:${orderId}`, queue, runAt })
}
