import 'server-only'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { ownedByViewer } from '@/lib/orders/owned-by'
import { isBarred } from './barred-card'
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
      offer: { include: { product: true, texts: true } },
      attempts: { orderBy: [...CURRENT_FIRST], take: 1 },
    },
  })
  if (!row) return null
  const barred = await isBarred(row.payment, row.order)
  return { ...row, mayCharge: mayCharge({ ...row, barred }, viewer, new Date()) }
}

export type OwnImpression = NonNullable<Awaited<ReturnType<typeof findOwnImpression>>>
