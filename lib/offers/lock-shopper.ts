import 'server-only'
import type { Tx } from '@/lib/db/prisma'

/**
 * Lets one decision of a shopper be taken at a time, until the transaction ends: what it reads stays true. False when
 * the order has changed hands since it was read (a sign-in renews the session, a claim gives it an owner).
 */
export async function lockShopper(tx: Tx, order: Shopper): Promise<boolean> {
  const browser = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM shopper_session WHERE id = ${order.sessionId} FOR NO KEY UPDATE`
  if (order.userId) await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${order.userId} FOR NO KEY UPDATE`
  const same = await tx.order.count({ where: { id: order.id, userId: order.userId } })
  return browser.length === 1 && same === 1
}

type Shopper = { id: string; sessionId: string; userId: string | null }
