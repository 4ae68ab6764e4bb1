import { db } from '@/lib/db/prisma'

/** All that is a user's, each kind in a fixed order, to be compared with what it was. */
export async function ownedBy(userId: string) {
  const ofUser = { userId }
  const orderBy = { id: 'asc' } as const
  return {
    user: await db.user.findUnique({ where: { id: userId } }),
    logins: await db.login.count({ where: ofUser }),
    cards: await db.savedMethod.findMany({ where: ofUser, orderBy }),
    orders: await db.order.findMany({ where: ofUser, include: { lines: { orderBy } }, orderBy }),
    impressions: await db.impression.findMany({ where: { order: ofUser }, orderBy }),
    attempts: await db.chargeAttempt.findMany({ where: { order: ofUser }, orderBy }),
  }
}
