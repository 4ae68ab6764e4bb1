import 'server-only'
import { BEING_PAID } from '@/lib/charges/being-paid'
import { db } from '@/lib/db/prisma'
import type { ShopperHistory } from './may-offer'

/** Reads what this browser's shopper has bought, is paying for, and has refused or taken back. */
export async function readHistory(sessionId: string): Promise<ShopperHistory> {
  const [lines, attempts, declines] = await Promise.all([
    db.orderLine.findMany({
      where: { order: { sessionId }, state: 'paid' },
      select: { orderId: true, product: { select: { id: true, slug: true, kind: true } } },
    }),
    db.chargeAttempt.findMany({
      where: { AND: BEING_PAID, order: { sessionId }, impressionId: { not: null } },
      select: { impression: { select: { offer: { select: { productId: true } } } } },
    }),
    db.impression.findMany({
      where: { order: { sessionId }, OR: [{ state: 'declined' }, { undoneAt: { not: null } }] },
      select: { offerId: true, decidedAt: true, undoneAt: true },
      orderBy: { decidedAt: 'asc' },
    }),
  ])
  return {
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
