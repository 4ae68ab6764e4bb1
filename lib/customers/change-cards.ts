import 'server-only'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'

/**
 * Removes a kept card: from this moment nothing of ours charges it, and a job deletes it at the provider, however long
 * that may be out of reach. Another kept card takes its place. False when it is not the user's to remove.
 */
export async function removeCard(userId: string, cardId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockUser(tx, userId)
    const card = await tx.savedMethod.findFirst({ where: { id: cardId, userId, revokedAt: null } })
    if (!card) return false
    await tx.savedMethod.update({ where: { id: cardId }, data: { revokedAt: new Date(), chosen: false } })
    const { providerCustomer: customerId, paymentMethodId } = card
    await addJob(tx, 'delete_payment_method', { customerId, paymentMethodId })
    const next = await tx.savedMethod.findFirst({
      where: { userId, revokedAt: null },
      orderBy: { consentedAt: 'desc' },
    })
    if (card.chosen && next) await tx.savedMethod.update({ where: { id: next.id }, data: { chosen: true } })
    return true
  })
}

/** Makes a kept card the one that one click charges. False when it is not the user's. */
export async function chooseCard(userId: string, cardId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    await lockUser(tx, userId)
    const card = await tx.savedMethod.findFirst({ where: { id: cardId, userId, revokedAt: null } })
    if (!card) return false
    await tx.savedMethod.updateMany({ where: { userId, chosen: true }, data: { chosen: false } })
    await tx.savedMethod.update({ where: { id: cardId }, data: { chosen: true } })
    return true
  })
}

const lockUser = (tx: Tx, userId: string) =>
  tx.$queryRaw`SELECT 1 FROM "user" WHERE id = ${userId} FOR NO KEY UPDATE`
