import { z } from 'zod'
import { resolveAttempt } from '@/lib/charges/resolve-attempt'
import type { Jobs } from '@/lib/db/jobs'
import { sendReceipt } from '@/lib/notifications/send-receipt'
import { presentNextOffer } from '@/lib/offers/present-next-offer'
import { resolveRefund } from '@/lib/refunds/resolve-refund'
import { processWebhook } from '@/lib/webhooks/process-webhook'

type Tasks = { [T in keyof Jobs]: (payload: unknown) => Promise<void> }

const id = z.object({ id: z.string() })
const attempt = z.object({ attemptId: z.string() })
const refund = z.object({ refundAttemptId: z.string() })
const order = z.object({ orderId: z.string() })

/** What each kind of job does. Every one may run again, and beside itself. */
export const tasks: Tasks = {
  process_webhook: async (payload) => processWebhook(id.parse(payload).id),
  resolve_attempt: async (payload) => resolveAttempt(attempt.parse(payload).attemptId),
  resolve_refund: async (payload) => resolveRefund(refund.parse(payload).refundAttemptId),
  present_offer: async (payload) => void (await presentNextOffer(order.parse(payload).orderId)),
  send_receipt: async (payload) => sendReceipt(order.parse(payload).orderId),
}
