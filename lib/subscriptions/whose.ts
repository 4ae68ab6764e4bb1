import 'server-only'
import type { Prisma } from '@/lib/db/generated/client'
import { getSessionId } from '@/lib/identity/session'

/**
 * The subscriptions of whoever asks; null for a stranger. A subscription belongs to whom its order belongs to, and
 * only this function says who that is.
 */
export async function whoseSubscriptions(): Promise<Prisma.SubscriptionWhereInput | null> {
  const sessionId = await getSessionId()
  return sessionId ? { order: { sessionId } } : null
}
