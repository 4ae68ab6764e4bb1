import { z } from 'zod'
import { resolveAttempt } from '@/lib/charges/resolve-attempt'
import { syncPayment } from '@/lib/charges/sync-payment'
import { deleteAtProvider, forgetAtProvider } from '@/lib/customers/forget-at-provider'
import type { Jobs } from '@/lib/db/jobs'
import type { ProviderError } from '@/lib/dodo/errors'
import { tuneBandits } from '@/lib/experiments/tune-bandits'
import { compactStats } from '@/lib/insight/compact-stats'
import { checkInvariants } from '@/lib/invariants/check-invariants'
import { forgetOldLimits } from '@/lib/limits/take'
import { sendPlanMail } from '@/lib/notifications/send-plan-mail'
import { sendReceipt } from '@/lib/notifications/send-receipt'
import { deliverEvent } from '@/lib/offer-events/deliver-event'
import { expireOffers } from '@/lib/offer-events/expire-offers'
import { presentNextOffer } from '@/lib/offers/present-next-offer'
import { reconcile } from '@/lib/reconciliation/reconcile'
import { resolveRefund } from '@/lib/refunds/resolve-refund'
import { sweepRefunds } from '@/lib/refunds/sweep-refunds'
import { syncRefund } from '@/lib/refunds/sync-refund'
import type { Result } from '@/lib/result'
import { endUnbought } from '@/lib/subscriptions/end-unbought'
import { refreshSubscription } from '@/lib/subscriptions/refresh-subscription'
import { resolveChange } from '@/lib/subscriptions/resolve-change'
import { leaveUnlessTaken } from '@/lib/subscriptions/take-alternative'
import { sweepSwaps } from '@/lib/swaps/give-back-replaced'
import { processWebhook } from '@/lib/webhooks/process-webhook'

type Tasks = { [T in keyof Jobs]: (payload: unknown) => Promise<void> }

const id = z.object({ id: z.string() })
const attempt = z.object({ attemptId: z.string() })
const change = z.object({ changeId: z.string() })
const subscription = z.object({ providerId: z.string() })
const leaving = z.object({ subscriptionId: z.string(), since: z.iso.datetime() })
const method = z.object({ customerId: z.string(), paymentMethodId: z.string() })
const customer = z.object({ customerId: z.string() })
const refund = z.object({ refundAttemptId: z.string() })
const event = z.object({ eventId: z.string() })
const delivery = z.object({ deliveryId: z.string() })
const order = z.object({ orderId: z.string() })
const payment = z.object({ paymentId: z.string() })
const providerRefund = z.object({ refundId: z.string() })

/** What could not be read is read again later; what is not there is not. */
function retryUnlessTold(synced: Result<unknown, ProviderError>): void {
  if (!synced.ok && synced.error.kind !== 'not_found')
    throw new Error(`the provider could not be read (${synced.error.kind})`)
}

/** What each kind of job does. Every one may run again, and beside itself. */
export const tasks: Tasks = {
  process_webhook: async (payload) => processWebhook(id.parse(payload).id),
  resolve_attempt: async (payload) => resolveAttempt(attempt.parse(payload).attemptId),
  resolve_refund: async (payload) => resolveRefund(refund.parse(payload).refundAttemptId),
  present_offer: async (payload) => void (await presentNextOffer(order.parse(payload).orderId)),
  deliver_event: async (payload) => deliverEvent(delivery.parse(payload).deliveryId),
  resolve_change: async (payload) => resolveChange(change.parse(payload).changeId),
  refresh_subscription: async (payload) => {
    const { providerId } = subscription.parse(payload)
    const refreshed = await refreshSubscription(providerId)
    if (!refreshed.ok && refreshed.error.kind !== 'not_found')
      throw new Error(`subscription could not be read (${refreshed.error.kind})`)
  },
  leave_after_all: async (payload) => {
    if (!(await leaveUnlessTaken(leaving.parse(payload)))) throw new Error('not settled yet')
  },
  end_subscription: async (payload) => endUnbought(subscription.parse(payload).providerId),
  send_plan_mail: async (payload) => sendPlanMail(event.parse(payload).eventId),
  send_receipt: async (payload) => sendReceipt(order.parse(payload).orderId),
  delete_payment_method: async (payload) => {
    const { customerId, paymentMethodId } = method.parse(payload)
    await deleteAtProvider(customerId, paymentMethodId)
  },
  forget_customer: async (payload) => forgetAtProvider(customer.parse(payload).customerId),
  sync_payment: async (payload) => retryUnlessTold(await syncPayment(payment.parse(payload).paymentId)),
  sync_refund: async (payload) => retryUnlessTold(await syncRefund(providerRefund.parse(payload).refundId)),
  sweep: async () => {
    await sweepSwaps()
    await sweepRefunds()
    await expireOffers()
    await forgetOldLimits()
    await compactStats()
  },
  check_invariants: async () => void (await checkInvariants()),
  reconcile: async () => void (await reconcile()),
  tune_bandits: async () => tuneBandits(),
}
