import 'server-only'
import type { Payment } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { type PricedOffer, priceOffer, type ToPrice } from './price-offer'

type PricedForOrder = PricedOffer & { sourcePayment: string; savedMethodId: string | null }

/**
 * Prices an offer after a purchase on the method that has just paid; where that cannot be charged again, on the card
 * its signed-in customer keeps, if there is one. Null when the provider does not answer in time.
 */
export async function priceForOrder(
  order: { userId: string | null },
  paid: Payment,
  product: ToPrice,
  now: Date,
): Promise<PricedForOrder | null> {
  const own = await priceOffer(paid, product, now)
  if (!own) return null
  const onOwn = { ...own, sourcePayment: paid.id, savedMethodId: null }
  if (own.path === 'one_click' || !order.userId) return onOwn
  const kept = await db.savedMethod.findFirst({
    where: { userId: order.userId, chosen: true },
    include: { payment: true },
  })
  if (!kept) return onOwn
  const onKept = await priceOffer(kept.payment, product, now)
  return onKept?.path === 'one_click'
    ? { ...onKept, sourcePayment: kept.paymentId, savedMethodId: kept.id }
    : onOwn
}
