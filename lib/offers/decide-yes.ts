import 'server-only'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import type { OwnImpression } from './find-own-impression'

/** Where the customer's yes leads: a page of ours, or the provider's checkout. */
export type Accepted = { to: 'offer' } | { to: 'checkout'; url: string }

/**
 * Moves the offer to accepted, with its line on the order. False when it was decided before, ran out, or was
 * bought otherwise; a yes whose charge never left counts once more.
 */
export async function decideYes(tx: Tx, impression: OwnImpression): Promise<boolean> {
  const owned = await tx.orderLine.count({
    where: {
      state: 'paid',
      productId: impression.offer.productId,
      order: { sessionId: impression.order.sessionId },
    },
  })
  if (owned > 0 || !impression.offer.product.active) return false
  const decided = await tx.impression.updateMany({
    where: { id: impression.id, state: 'presented', expiresAt: { gt: new Date() } },
    data: { state: 'accepted', decidedAt: new Date() },
  })
  if (decided.count === 1) {
    await tx.orderLine.create({
      data: {
        id: newId(),
        orderId: impression.orderId,
        impressionId: impression.id,
        productId: impression.offer.productId,
      },
    })
    return true
  }
  const last = impression.attempts[0]
  return impression.state === 'accepted' && last?.state === 'failed' && last.reason === 'NOT_SENT'
    ? impression.expiresAt > new Date()
    : false
}
