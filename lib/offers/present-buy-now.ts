import 'server-only'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { mayOffer } from './may-offer'
import { SITTING_MINUTES } from './present-next-offer'
import { priceOffer } from './price-offer'
import { readHistory } from './read-history'

/**
 * Offers a product on its own page for one click, to a browser that has just paid an order: on that order's
 * method, for half an hour. The price with tax is stored, so that the click charges what was shown. Null for
 * everyone else, who buys on the standard checkout.
 */
export async function presentBuyNow(
  sessionId: string,
  slug: string,
): Promise<{ orderId: string; impressionId: string } | null> {
  const now = new Date()
  const sitting = new Date(now.getTime() - SITTING_MINUTES * 60_000)
  const [order, offer] = await Promise.all([
    db.order.findFirst({
      where: { sessionId, paidAt: { gt: sitting } },
      orderBy: { paidAt: 'desc' },
      include: { lines: { where: { impressionId: null }, include: { payment: true } }, impressions: true },
    }),
    db.offer.findFirst({
      where: { placement: 'product_page', product: { slug } },
      include: { product: true },
    }),
  ])
  const payment = order?.lines[0]?.payment
  const providerProductId = offer?.product.providerProductId
  if (!order?.paidAt || !payment || !providerProductId) return null

  const known = order.impressions.find((impression) => impression.offerId === offer.id)
  if (known) {
    const open = known.state === 'presented' && known.expiresAt > now
    return open ? { orderId: order.id, impressionId: known.id } : null
  }
  if (!mayOffer(offer, await readHistory(sessionId), now)) return null
  const price = await priceOffer(payment, { providerProductId }, now)
  if (price?.path !== 'one_click') return null

  await db.impression.createMany({
    data: [
      {
        id: newId(),
        orderId: order.id,
        offerId: offer.id,
        offerVersion: offer.version,
        sourcePayment: payment.id,
        ...price,
        expiresAt: new Date(order.paidAt.getTime() + SITTING_MINUTES * 60_000),
      },
    ],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({
    where: { orderId_offerId: { orderId: order.id, offerId: offer.id } },
  })
  return { orderId: order.id, impressionId: impression.id }
}
