import 'server-only'
import { db } from '@/lib/db/prisma'
import type { OwnImpression } from './find-own-impression'

/**
 * Takes the customer's no. To a new offer it is remembered and starts the cool-down; to one whose payment did
 * not work out it means "not now". An offer that was paid or is being charged stays what it is.
 */
export async function declineOffer(impression: OwnImpression): Promise<void> {
  const declined = await db.impression.updateMany({
    where: { id: impression.id, state: 'presented' },
    data: { state: 'declined', decidedAt: new Date() },
  })
  if (declined.count === 0) {
    await db.impression.updateMany({
      where: { id: impression.id, state: 'accepted', abandonedAt: null },
      data: { abandonedAt: new Date() },
    })
  }
}
