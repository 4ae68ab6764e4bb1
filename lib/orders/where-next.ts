import 'server-only'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { queueReceipt } from '@/lib/notifications/queue-receipt'
import { markShown } from '@/lib/offers/mark-shown'
import { presentNextOffer } from '@/lib/offers/present-next-offer'
import { paths } from '@/lib/paths'

/**
 * Where a shopper of this order belongs now: the next offer while the funnel runs, else the order page. The end
 * of the funnel sends the receipt. Whatever goes wrong with an offer, the order page is the answer.
 */
export async function whereNext(order: { id: string; locale: string }): Promise<string> {
  try {
    const offer = await presentNextOffer(order.id)
    if (offer) {
      await markShown(offer.impressionId)
      return paths.offer(order.locale, order.id, offer.impressionId)
    }
  } catch (error) {
    logger.error({ orderId: order.id, err: error }, 'no offer could be decided; the order page is shown')
  }
  const { receiptRevision, receiptSentRevision } = await db.order.findUniqueOrThrow({
    where: { id: order.id },
  })
  if (receiptSentRevision < receiptRevision) await queueReceipt(db, order.id, 'now')
  return paths.order(order.locale, order.id)
}
