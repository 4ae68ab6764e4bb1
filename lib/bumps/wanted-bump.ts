import 'server-only'
import { db } from '@/lib/db/prisma'
import { isForSale } from '@/lib/offers/is-for-sale'
import { type Owner, ownedBy } from '@/lib/orders/owned-by'

/** The product that was ticked beside the buy button of an unpaid order, if it can still be bought with it. */
export async function wantedBump(order: Owner & { id: string }, locale: string) {
  const bump = await db.orderBump.findFirst({
    where: { orderId: order.id, ticked: true },
    include: { offer: { include: { product: { include: { texts: { where: { locale } } } } } } },
  })
  if (!bump?.offer || !isForSale(bump.offer)) return null
  const { product } = bump.offer
  const owned = await db.orderLine.count({
    where: { productId: product.id, state: 'paid', order: ownedBy(order) },
  })
  return owned > 0 ? null : product
}
