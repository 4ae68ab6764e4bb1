import 'server-only'
import { BEING_PAID } from '@/lib/charges/being-paid'
import { db } from '@/lib/db/prisma'
import type { OwnImpression } from './find-own-impression'
import { lockShopper } from './lock-shopper'

/**
 * Takes the customer's no. To a new offer it is remembered and starts the cool-down; to one whose payment did
 * not work out it means "not now". An offer that was paid or is being charged stays what it is.
 */
export async function declineOffer(impression: OwnImpression): Promise<void> {
  await db.$transaction(async (tx) => {
    if (!(await lockShopper(tx, impression.order))) return
    const declined = await tx.impression.updateMany({
      where: { id: impression.id, state: 'presented' },
      data: { state: 'declined', decidedAt: new Date() },
    })
    if (declined.count === 1) return
    await tx.impression.updateMany({
      where: { id: impression.id, state: 'accepted', abandonedAt: null, attempts: { none: BEING_PAID } },
      data: { abandonedAt: new Date() },
    })
  })
}
