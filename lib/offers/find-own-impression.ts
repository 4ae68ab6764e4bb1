import 'server-only'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { ownedByViewer } from '@/lib/orders/owned-by'
import { mayCharge } from './may-charge'

/** An offer of the shopper who asks, with all that deciding on it needs; null when it is not theirs. */
export async function findOwnImpression(impressionId: string) {
  const viewer = await getViewer()
  const row = await db.impression.findFirst({
    relationLoadStrategy: 'join',
    where: { id: impressionId, order: ownedByViewer(viewer) },
    include: {
      order: { include: { user: true } },
      payment: true,
      savedMethod: true,
      offer: { include: { product: true } },
      version: true,
      attempts: { orderBy: [...CURRENT_FIRST], take: 1 },
    },
  })
  // Whether the card was taken back is asked under the lock of the yes.
  return row && { ...row, mayCharge: mayCharge({ ...row, barred: false }, viewer, new Date()) }
}

export type OwnImpression = NonNullable<Awaited<ReturnType<typeof findOwnImpression>>>
