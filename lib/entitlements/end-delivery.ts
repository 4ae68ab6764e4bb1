import 'server-only'
import type { Tx } from '@/lib/db/prisma'
import { renewReceipt } from '@/lib/notifications/renew-receipt'

/**
 * Ends what a line gave its buyer: keys and access are revoked, and the receipt tells it. Called once for a line, by
 * whoever has just moved it to `withdrawn`, in the same transaction.
 */
export async function endDelivery(tx: Tx, line: { id: string; orderId: string }): Promise<void> {
  await tx.entitlement.updateMany({
    where: { lineId: line.id, revokedAt: null },
    data: { revokedAt: new Date() },
  })
  await renewReceipt(tx, line.orderId)
}
