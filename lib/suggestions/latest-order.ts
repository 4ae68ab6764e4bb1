import 'server-only'
import { db } from '@/lib/db/prisma'
import { getViewer } from '@/lib/identity/viewer'

/** The last order that whoever is signed in came for and paid: what the account suggests goes with it. */
export async function latestOrder(): Promise<string | null> {
  const { user } = await getViewer()
  if (!user) return null
  const order = await db.order.findFirst({
    where: { userId: user.id, paidAt: { not: null }, lines: { some: { impressionId: null, state: 'paid' } } },
    orderBy: { paidAt: 'desc' },
    select: { id: true },
  })
  return order?.id ?? null
}
