import 'server-only'
import type { Tx } from '@/lib/db/prisma'

/**
 * Lets one decision of a shopper be taken at a time, until the transaction ends: what it reads stays true. False when
 * the browser's session has been renewed since the order was read, as a sign-in does.
 */
export async function lockShopper(
  tx: Tx,
  order: { sessionId: string; userId: string | null },
): Promise<boolean> {
  const browser = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM shopper_session WHERE id = ${order.sessionId} FOR NO KEY UPDATE`
  if (order.userId) await tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${order.userId} FOR NO KEY UPDATE`
  return browser.length === 1
}
