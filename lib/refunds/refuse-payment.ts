import 'server-only'
import type { RefundCause } from '@/lib/db/generated/enums'
import { addJob } from '@/lib/db/jobs'
import type { Tx } from '@/lib/db/prisma'
import { renewReceipt } from '@/lib/notifications/renew-receipt'
import { requestRefund } from './request-refund'

type Unwanted = { id: string; totalMinor: number; currency: string; subscriptionId: string | null }

/**
 * Gives back a payment that bought nothing, in the caller's transaction: the money goes back, a subscription that it
 * began is ended, and the order's receipt tells of it. Asking again is safe.
 */
export async function refusePayment(
  tx: Tx,
  orderId: string,
  payment: Unwanted,
  cause: Exclude<RefundCause, 'undone' | 'swap'>,
): Promise<void> {
  const { subscriptionId: providerId } = payment
  await requestRefund(tx, { payment, lineId: null, cause })
  if (providerId) await addJob(tx, 'end_subscription', { providerId }, { key: `end:${providerId}` })
  await renewReceipt(tx, orderId)
}
