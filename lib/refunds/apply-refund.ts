import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import type { RefundAttempt } from '@/lib/db/generated/client'
import { db, type Tx } from '@/lib/db/prisma'
import type { ProviderRefund } from '@/lib/dodo/refunds'
import { endDelivery } from '@/lib/entitlements/end-delivery'
import { logger } from '@/lib/logger'
import { nextRefundState, OPEN_REFUND_STATES, refundSupersedes, refundVerdictOf } from './state'
import { readRefundMetadata } from './tag'

/**
 * Takes in what the provider says of a refund, whoever asked for it: the only place where money counts as given back.
 * Called by the webhook worker, the look-up job and whoever has just sent one, any number of times and in any order:
 * rows move by a lattice under the charge attempt's lock. `not_ours` means its payment is none of ours.
 */
export const applyRefund = (refund: ProviderRefund): Promise<Applied> =>
  db.$transaction((tx) => applyOnce(tx, refund))

async function applyOnce(tx: Tx, refund: ProviderRefund): Promise<Applied> {
  const payment = await tx.payment.findUnique({ where: { id: refund.paymentId } })
  if (!payment?.attemptId) return 'not_ours'
  // All that happens to the money of an attempt happens under its lock.
  await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${payment.attemptId} FOR UPDATE`
  const news = await storeRefund(tx, payment, refund)
  const own = await findOwn(tx, refund)
  if (own) await move(tx, own, refund, payment)
  if (news) await settleIfGivenBack(tx, payment)
  return news ? 'applied' : 'unchanged'
}

/** Mirrors the refund unless a later status is known already. False when it says nothing new. */
async function storeRefund(tx: Tx, payment: Payment, refund: ProviderRefund): Promise<boolean> {
  const known = await tx.refund.findUnique({ where: { id: refund.id } })
  if (known && (known.status === refund.status || !refundSupersedes(refund.status, known.status)))
    return false
  const data = {
    paymentId: payment.id,
    status: refund.status,
    amountMinor: refund.amountMinor ?? payment.totalMinor,
    currency: refund.currency ?? payment.currency,
    providerCreatedAt: refund.createdAt,
    readAt: new Date(),
  }
  await tx.refund.upsert({ where: { id: refund.id }, create: { id: refund.id, ...data }, update: data })
  return true
}

/** The attempt of ours that asked for the refund, by our own proof in its metadata or by the id it answered with. */
async function findOwn(tx: Tx, refund: ProviderRefund): Promise<RefundAttempt | null> {
  const named = readRefundMetadata(refund.metadata, refund.paymentId)
  const attempt = await tx.refundAttempt.findFirst({
    where: { OR: [{ providerRefundId: refund.id }, ...(named ? [{ id: named }] : [])] },
  })
  return attempt?.paymentId === refund.paymentId ? attempt : null
}

async function move(tx: Tx, own: RefundAttempt, refund: ProviderRefund, payment: Payment): Promise<void> {
  const verdict = refundVerdictOf(refund.status)
  const target = nextRefundState(own.state, verdict)
  if (!target) return
  const amount = refund.amountMinor ?? payment.totalMinor
  const wrong = verdict === 'succeeded' && amount !== own.amountMinor
  const log = { refundAttemptId: own.id, payment: payment.id, refund: refund.id }
  if (wrong) logger.error({ ...log, amount }, 'another amount was given back than was asked for')
  if (verdict === 'failed') logger.error(log, 'a refund failed; it is asked for again later')
  await tx.refundAttempt.updateMany({
    where: { id: own.id, state: own.state },
    data: {
      state: target,
      providerRefundId: refund.id,
      reason: wrong ? 'AMOUNT_MISMATCH' : verdict === 'failed' ? 'REFUND_FAILED' : null,
      settledAt: verdict === 'pending' ? null : new Date(),
    },
  })
}

type Payment = { id: string; totalMinor: number; currency: string }

/** Settles what was given back if that is the whole payment. Called under the charge attempt's lock. */
export async function settleIfGivenBack(tx: Tx, payment: Payment): Promise<void> {
  const { _sum } = await tx.refund.aggregate({
    where: { paymentId: payment.id, status: 'succeeded', currency: payment.currency },
    _sum: { amountMinor: true },
  })
  if (_sum.amountMinor !== null && _sum.amountMinor >= payment.totalMinor) await settleGivenBack(tx, payment)
}

/** The whole payment is back with the customer, whoever saw to it: nothing of it is owed, and nothing is given for it. */
export async function settleGivenBack(tx: Tx, payment: { id: string }): Promise<void> {
  await tx.refundAttempt.updateMany({
    where: { paymentId: payment.id, state: { in: OPEN_REFUND_STATES.filter((s) => s !== 'succeeded') } },
    data: { state: 'succeeded', reason: 'ALREADY_REFUNDED', settledAt: new Date() },
  })
  await tx.chargeAttempt.updateMany({
    where: { providerPaymentId: payment.id, state: { in: ['succeeded', 'refund_due', 'needs_review'] } },
    data: { state: 'refunded' },
  })
  // A plan is ended by its subscription, not by money that goes back.
  const lines = await tx.orderLine.findMany({
    where: { paymentId: payment.id, state: 'paid', product: { kind: 'one_time' } },
  })
  for (const line of lines) {
    await tx.orderLine.update({
      where: { id: line.id },
      data: { state: 'withdrawn', withdrawnAt: new Date() },
    })
    await endDelivery(tx, line)
  }
}
