import 'server-only'
import type { Tx } from '@/lib/db/prisma'
import { queueReceipt } from './queue-receipt'

/** Something on a receipt has changed: the next mail tells it. An order that was never paid has none. */
export async function renewReceipt(tx: Tx, orderId: string): Promise<void> {
  const { count } = await tx.order.updateMany({
    where: { id: orderId, paidAt: { not: null } },
    data: { receiptRevision: { increment: 1 } },
  })
  if (count === 1) await queueReceipt(tx, orderId, 'now')
}
