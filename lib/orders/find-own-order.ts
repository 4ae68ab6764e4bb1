import 'server-only'
import { db } from '@/lib/db/prisma'
import { getSessionId } from '@/lib/identity/session'

/** An order of the shopper who asks; null when it is not theirs, as if it did not exist. */
export async function findOwnOrder(orderId: string) {
  const sessionId = await getSessionId()
  return sessionId ? db.order.findFirst({ where: { id: orderId, sessionId } }) : null
}
