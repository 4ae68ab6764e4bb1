import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'
import type { OwnImpression } from './find-own-impression'

/** Whether a card was kept once and its owner has removed it: then nothing charges it any more. */
export async function isRemoved(paymentMethodId: string | null): Promise<boolean> {
  if (!paymentMethodId) return false
  const kept = await db.savedMethod.findMany({ where: { paymentMethodId }, select: { revokedAt: true } })
  return kept.length > 0 && kept.every(({ revokedAt }) => revokedAt !== null)
}

/** The same at the moment of the yes, and for the kept card the offer names; a removal waits until it is taken. */
export async function isTakenBack(
  tx: Tx,
  { payment, savedMethodId }: Pick<OwnImpression, 'payment' | 'savedMethodId'>,
): Promise<boolean> {
  const kept = await tx.$queryRaw<{ id: string; revoked: boolean }[]>`
    SELECT id, revoked_at IS NOT NULL AS revoked FROM saved_method
    WHERE payment_method_id = ${payment.paymentMethodId} FOR SHARE`
  const named = kept.find(({ id }) => id === savedMethodId)
  if (savedMethodId) return !named || named.revoked
  return kept.length > 0 && kept.every(({ revoked }) => revoked)
}
