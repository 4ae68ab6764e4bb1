import 'server-only'
import { db } from '@/lib/db/prisma'
import type { ShopperHistory } from './may-offer'

/** Reads what this browser's shopper has bought and refused. */
export async function readHistory(sessionId: string): Promise<ShopperHistory> {
  const [lines, declines] = await Promise.all([
    db.orderLine.findMany({
      where: { order: { sessionId }, state: 'paid' },
      select: { orderId: true, product: { select: { id: true, slug: true, kind: true } } },
    }),
    db.impression.findMany({
      where: { order: { sessionId }, state: 'declined' },
      select: { offerId: true, decidedAt: true },
      orderBy: { decidedAt: 'asc' },
    }),
  ])
  return {
    ownedProducts: new Set(lines.map((line) => line.product.id)),
    ownedSlugs: lines.map((line) => line.product.slug),
    ownsPlan: lines.some((line) => line.product.kind === 'subscription'),
    paidOrders: new Set(lines.map((line) => line.orderId)).size,
    declinedAt: new Map(declines.flatMap((d) => (d.decidedAt ? [[d.offerId, d.decidedAt] as const] : []))),
  }
}
