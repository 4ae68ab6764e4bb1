import 'server-only'
import { db } from '@/lib/db/prisma'

/** Notes that its shopper is led to an offer: once, however often they come back, and never for anybody else. */
export async function markShown(impressionId: string): Promise<void> {
  await db.impression.updateMany({
    where: { id: impressionId, shownAt: null },
    data: { shownAt: new Date() },
  })
}
