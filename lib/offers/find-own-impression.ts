import 'server-only'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { getSessionId } from '@/lib/identity/session'

/** An offer of the shopper who asks, with all that deciding on it needs; null when it is not theirs. */
export async function findOwnImpression(impressionId: string) {
  const sessionId = await getSessionId()
  if (!sessionId) return null
  return db.impression.findFirst({
    relationLoadStrategy: 'join',
    where: { id: impressionId, order: { sessionId } },
    include: {
      order: true,
      payment: true,
      offer: { include: { product: true, texts: true } },
      attempts: { orderBy: [...CURRENT_FIRST], take: 1 },
    },
  })
}

export type OwnImpression = NonNullable<Awaited<ReturnType<typeof findOwnImpression>>>
