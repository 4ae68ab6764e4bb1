import { z } from 'zod'
import { resolveAttempt } from '@/lib/charges/resolve-attempt'
import { deleteAtProvider, forgetAtProvider } from '@/lib/customers/forget-at-provider'
import type { Jobs } from '@/lib/db/jobs'
import { sendReceipt } from '@/lib/notifications/send-receipt'
import { presentNextOffer } from '@/lib/offers/present-next-offer'
import { refreshSubscription } from '@/lib/subscriptions/refresh-subscription'
import { resolveChange } from '@/lib/subscriptions/resolve-change'
import { processWebhook } from '@/lib/webhooks/process-webhook'

type Tasks = { [T in keyof Jobs]: (payload: unknown) => Promise<void> }

const id = z.object({ id: z.string() })
const attempt = z.object({ attemptId: z.string() })
const change = z.object({ changeId: z.string() })
const subscription = z.object({ providerId: z.string() })
const method = z.object({ customerId: z.string(), paymentMethodId: z.string() })
const customer = z.object({ customerId: z.string() })
const order = z.object({ orderId: z.string() })

/** What each kind of job does. Every one may run again, and beside itself. */
export const tasks: Tasks = {
  process_webhook: async (payload) => processWebhook(id.parse(payload).id),
  resolve_attempt: async (payload) => resolveAttempt(attempt.parse(payload).attemptId),
  present_offer: async (payload) => void (await presentNextOffer(order.parse(payload).orderId)),
  resolve_change: async (payload) => resolveChange(change.parse(payload).changeId),
  refresh_subscription: async (payload) => {
    const { providerId } = subscription.parse(payload)
    const refreshed = await refreshSubscription(providerId)
    if (!refreshed.ok && refreshed.error.kind !== 'not_found')
      throw new Error(`subscription could not be read (${refreshed.error.kind})`)
  },
  send_receipt: async (payload) => sendReceipt(order.parse(payload).orderId),
  delete_payment_method: async (payload) => {
    const { customerId, paymentMethodId } = method.parse(payload)
    await deleteAtProvider(customerId, paymentMethodId)
  },
  forget_customer: async (payload) => forgetAtProvider(customer.parse(payload).customerId),
}
