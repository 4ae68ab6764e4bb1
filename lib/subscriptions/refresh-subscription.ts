import 'server-only'
import { verdictOf } from '@/lib/charges/state'
import { syncPayment } from '@/lib/charges/sync-payment'
import { db } from '@/lib/db/prisma'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchBilled, listSubscriptionPayments } from '@/lib/dodo/subscriptions'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import type { Result } from '@/lib/result'
import { type Synced, syncSubscription } from './sync-subscription'

/**
 * Brings everything about a subscription up to date: payments that no webhook told of, the subscription itself, and
 * how much credit its payments have used. Runs after every news of it and after each period; safe to repeat.
 */
export async function refreshSubscription(providerId: string): Promise<Result<Synced, ProviderError>> {
  await readPayments(providerId)
  const synced = await syncSubscription(providerId)
  if (synced.ok) await readCreditUsed(providerId)
  return synced
}

/** Takes in the payments that are not known to have ended. */
export async function readPayments(providerId: string): Promise<void> {
  const listed = await listSubscriptionPayments(providerId)
  if (!listed.ok) {
    logger.warn({ subscription: providerId, error: listed.error }, 'payments could not be listed')
    return
  }
  const known = await db.payment.findMany({ where: { subscriptionId: providerId } })
  for (const { id } of listed.value.reverse()) {
    const status = known.find((payment) => payment.id === id)?.status
    if (status && verdictOf(status) !== 'pending' && verdictOf(status) !== 'action_required') continue
    await syncPayment(id)
  }
}

/** A bill that was larger than its payment was paid with credit: the provider says both. */
async function readCreditUsed(providerId: string): Promise<void> {
  const subscription = await db.subscription.findUnique({ where: { providerId } })
  if (!subscription) return
  const payments = await db.payment.findMany({
    where: {
      subscriptionId: providerId,
      status: 'succeeded',
      billedMinor: null,
      // The first payment of a subscription meets no credit.
      lines: { none: {} },
    },
  })
  for (const payment of payments) {
    const billed = await fetchBilled(payment.id)
    if (!billed.ok) {
      logger.warn({ payment: payment.id, error: billed.error }, 'line items could not be read')
      continue
    }
    const used = billed.value - payment.totalMinor
    await db.$transaction([
      db.payment.update({ where: { id: payment.id }, data: { billedMinor: billed.value } }),
      ...(used > 0
        ? [
            db.planCredit.createMany({
              data: [
                {
                  id: newId(),
                  subscriptionId: subscription.id,
                  paymentId: payment.id,
                  amountMinor: -used,
                  currency: payment.currency,
                  at: payment.providerCreatedAt,
                },
              ],
              skipDuplicates: true,
            }),
          ]
        : []),
    ])
  }
}
