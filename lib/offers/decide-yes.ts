import 'server-only'
import { Prisma } from '@/lib/db/generated/client'
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
  const { id, order, offer } = impression
  if (!offer.product.active) return false
  const owned = Prisma.sql`EXISTS (
    SELECT FROM order_line l JOIN "order" o ON o.id = l.order_id
    WHERE o.session_id = ${order.sessionId} AND l.product_id = ${offer.productId} AND l.state = 'paid')`
  if (impression.state === 'accepted') {
    if (!neverLeft(impression) || impression.expiresAt <= new Date()) return false
    return (await tx.$executeRaw`SELECT 1 WHERE NOT ${owned}`) === 1
  }
  const decided = await tx.$executeRaw`
    WITH decided AS (
      UPDATE impression SET state = 'accepted', decided_at = now()
      WHERE id = ${id} AND state = 'presented' AND expires_at > now() AND NOT ${owned}
      RETURNING id, order_id)
    INSERT INTO order_line (id, order_id, impression_id, product_id)
    SELECT ${newId()}, order_id, id, ${offer.productId} FROM decided`
  return decided === 1
}

function neverLeft({ attempts: [last] }: OwnImpression): boolean {
  return last?.state === 'failed' && last.reason === 'NOT_SENT'
}
