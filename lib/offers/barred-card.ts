import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'
import type { OwnImpression } from './find-own-impression'

type Card = { providerCustomer: string; paymentMethodId: string | null }
type Owner = { userId: string | null }

/**
 * Whether the card of an order's own payment must not be charged any more: its owner removed it, or the payment came in
 * as the customer of another user, whatever brought that about (trust: T2).
 */
export async function isBarred(card: Card, order: Owner): Promise<boolean> {
  const [link, kept] = await Promise.all([
    db.customerLink.findUnique({ where: { providerCustomer: card.providerCustomer } }),
    db.savedMethod.findMany({
      where: { paymentMethodId: card.paymentMethodId ?? '' },
      select: { revokedAt: true },
    }),
  ])
  if (link && link.userId !== order.userId) return true
  return kept.length > 0 && kept.every(({ revokedAt }) => revokedAt !== null)
}

/** The same at the moment of the yes, and for the kept card the offer names; a removal waits until it is taken. */
export async function isTakenBack(
  tx: Tx,
  { payment, savedMethodId, order }: Pick<OwnImpression, 'payment' | 'savedMethodId' | 'order'>,
): Promise<boolean> {
  const kept = await tx.$queryRaw<{ id: string; revoked: boolean }[]>`
    SELECT id, revoked_at IS NOT NULL AS revoked FROM saved_method
    WHERE payment_method_id = ${payment.paymentMethodId} FOR SHARE`
  const named = kept.find(({ id }) => id === savedMethodId)
  if (savedMethodId) return !named || named.revoked
  const link = await tx.customerLink.findUnique({ where: { providerCustomer: payment.providerCustomer } })
  if (link && link.userId !== order.userId) return true
  return kept.length > 0 && kept.every(({ revoked }) => revoked)
}
