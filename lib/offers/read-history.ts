import 'server-only'
import { BEING_PAID } from '@/lib/charges/being-paid'
import { db } from '@/lib/db/prisma'
import { type Owner, ownedBy } from '@/lib/orders/owned-by'
import type { ShopperHistory } from './may-offer'

/** Reads what a shopper has bought, is paying for, and has refused or taken back, and whether they want offers at all. */
export async function readHistory(owner: Owner): Promise<ShopperHistory> {
  const order = ownedBy(owner)
  const [lines, attempts, declines, user] = await Promise.all([
    db.orderLine.findMany({
      where: { order, state: 'paid' },
      select: { orderId: true, product: { select: { id: true, slug: true, kind: true } } },
    }),
    db.chargeAttempt.findMany({
      where: { AND: BEING_PAID, order, impressionId: { not: null } },
      select: { impression: { select: { offer: { select: { productId: true } } } } },
    }),
    db.impression.findMany({
      where: { order, OR: [{ state: 'declined' }, { undoneAt: { not: null } }] },
      select: { offerId: true, decidedAt: true, undoneAt: true },
      orderBy: { decidedAt: 'asc' },
    }),
    owner.userId ? db.user.findUnique({ where: { id: owner.userId } }) : null,
  ])
  return {
    offersOff: user?.offersOff ?? false,
    taken: new Set([
      ...lines.map((line) => line.product.id),
      ...attempts.flatMap(({ impression }) => impression?.offer.productId ?? []),
    ]),
    ownedSlugs: lines.map((line) => line.product.slug),
    ownsPlan: lines.some((line) => line.product.kind === 'subscription'),
    paidOrders: new Set(lines.map((line) => line.orderId)).size,
    declinedAt: new Map(
      declines.flatMap(({ offerId, decidedAt, undoneAt }) => {
        const at = undoneAt ?? decidedAt
        return at ? [[offerId, at] as const] : []
      }),
    ),
  }
}
