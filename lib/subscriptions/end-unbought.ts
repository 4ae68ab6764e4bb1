import 'server-only'
import { db } from '@/lib/db/prisma'
import { fetchSubscription, updateSubscription } from '@/lib/dodo/subscriptions'
import { logger } from '@/lib/logger'
import { isLive } from './state'

/**
 * Ends a subscription at the provider whose payment bought nothing and is given back. Reads it first, so that it is ended
 * once however often this runs; never one that a line of ours was paid with. Throws while it is not known to have ended:
 * its job then runs again.
 */
export async function endUnbought(providerId: string): Promise<void> {
  const log = { subscription: providerId }
  if ((await db.orderLine.count({ where: { payment: { subscriptionId: providerId } } })) > 0) {
    logger.error(log, 'a subscription that was to be ended is one that was bought; it is kept')
    return
  }
  const read = await fetchSubscription(providerId)
  if (!read.ok && read.error.kind === 'not_found') return
  if (!read.ok) throw new Error(`the subscription could not be read (${read.error.kind})`)
  if (!isLive(read.value)) return
  const ended = await updateSubscription(providerId, { status: 'cancelled' })
  if (!ended.ok) throw new Error(`the subscription could not be ended (${ended.error.kind})`)
  if (isLive(ended.value)) throw new Error('the subscription goes on although it was ended')
  logger.warn(log, 'a subscription that bought nothing was ended')
}
