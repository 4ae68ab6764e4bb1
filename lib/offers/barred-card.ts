import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'

type Card = { providerCustomer: string; paymentMethodId: string | null }
type Order = { userId: string | null }

/**
 * Whether the card of an order's own payment must not be charged any more: its owner removed it, or the payment came in
 * as the customer of another user, whatever brought that about (trust: T2).
 */
export const isBarred = (card: Card, order: Order): Promise<boolean> => ask(db, card, order, null)

/** The same at the moment of the yes, and for the kept card the offer names; a removal waits until it is taken. */
export const isTakenBack = (
  tx: Tx,
  offer: { payment: Card; order: Order; savedMethodId: string | null },
): Promise<boolean> => ask(tx, offer.payment, offer.order, offer.savedMethodId)

async function ask(
  tx: Pick<Tx, '$queryRaw'>,
  { providerCustomer, paymentMethodId }: Card,
  { userId }: Order,
  savedMethodId: string | null,
): Promise<boolean> {
  const [row] = await tx.$queryRaw<{ named: boolean; removed: boolean; foreign: boolean }[]>`
    WITH kept AS (
      SELECT id, revoked_at FROM saved_method WHERE payment_method_id = ${paymentMethodId} FOR SHARE)
    SELECT
      EXISTS (SELECT FROM kept WHERE id = ${savedMethodId} AND revoked_at IS NULL) AS named,
      coalesce((SELECT every(revoked_at IS NOT NULL) FROM kept), false) AS removed,
      EXISTS (
        SELECT FROM customer_link
        WHERE provider_customer = ${providerCustomer} AND user_id IS DISTINCT FROM ${userId}
      ) AS foreign`
  if (!row || row.foreign) return true
  return savedMethodId ? !row.named : row.removed
}
