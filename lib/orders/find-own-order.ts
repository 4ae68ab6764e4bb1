import 'server-only'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'
import { ownedByViewer } from './owned-by'

/** An order of the shopper who asks; null when it is not theirs, as if it did not exist. */
export async function findOwnOrder(orderId: string) {
  const viewer = await getViewer()
  return db.order.findFirst({ where: { id: orderId, ...ownedByViewer(viewer) }, include: { user: true } })
}
