import 'server-only'
import type { RefundCause } from '@/lib/db/generated/enums'
import { addJob } from '@/lib/db/jobs'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'

type Due = {
  payment: { id: string; totalMinor: number; currency: string }
  lineId: string | null
  cause: RefundCause
  /** How long its job leaves it to the caller to send it. */
  ownSendMs?: number
}

/**
 * Writes that a payment is to be given back in full, with the job that does it, in the caller's transaction: what is
 * owed and who pays it exist together. Null when a refund of it is open already (the index refund_attempt_one_open), or
 * there is nothing to give back; asking again is safe.
 */
export async function requestRefund(
  tx: Tx,
  { payment, lineId, cause, ownSendMs = 0 }: Due,
): Promise<string | null> {
  if (payment.totalMinor === 0) return null
  const id = newId()
  const { count } = await tx.refundAttempt.createMany({
    data: [
      {
        id,
        paymentId: payment.id,
        lineId,
        cause,
        amountMinor: payment.totalMinor,
        currency: payment.currency,
      },
    ],
    skipDuplicates: true,
  })
  if (count === 0) return null
  const runAt = new Date(Date.now() + ownSendMs)
  await addJob(tx, 'resolve_refund', { refundAttemptId: id }, { key: `refund:${id}`, runAt })
  return id
}
