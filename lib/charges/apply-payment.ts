import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import type { ChargeAttempt, Payment } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import type { ProviderPayment } from '@/lib/dodo/payment'
import { logger } from '@/lib/logger'
import { settleIfGivenBack } from '@/lib/refunds/apply-refund'
import { refusePayment } from '@/lib/refunds/refuse-payment'
import { findRival } from './find-rival'
import { settleSuccess } from './settle-success'
import { nextState, supersedes, verdictOf } from './state'
import { readAttemptMetadata } from './tag'

export type Applied = 'applied' | 'unchanged' | 'not_ours' | 'unknown_attempt'

/**
 * Takes in what the provider says of a payment: the only place where an order becomes paid. Called by the
 * webhook worker, the return route and the look-up job, any number of times and in any order: rows move by a
 * lattice under the attempt's lock, and state, delivery and mail commit together (trust: 3.3, 3.6).
 * `not_ours` means no attempt of ours is named, `unknown_attempt` that its row is not there; nothing is written.
 */
export async function applyPayment(payment: ProviderPayment): Promise<Applied> {
  const pointer = readAttemptMetadata(payment.metadata)
  if (!pointer || payment.isCardUpdate) return 'not_ours'
  const known = await db.payment.findUnique({
    where: { id: payment.id, attemptId: pointer.attemptId },
    select: { status: true },
  })
  // What is no news now never will be: statuses only move forward.
  if (known && !isNews(payment, known)) return 'unchanged'
  const apply = () => db.$transaction((tx) => applyOnce(tx, pointer, payment))
  try {
    return await apply()
  } catch (error) {
    // Another attempt at the same purchase got in at this very moment; the second time it is seen as a rival.
    if (isUniqueViolation(error, 'charge_attempt_one_open')) return apply()
    throw error
  }
}

async function applyOnce(
  tx: Tx,
  pointer: { attemptId: string; orderId: string },
  payment: ProviderPayment,
): Promise<Applied> {
  await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${pointer.attemptId} FOR UPDATE`
  const attempt = await tx.chargeAttempt.findUnique({
    where: { id: pointer.attemptId, orderId: pointer.orderId },
    include: { impression: { include: { payment: true } } },
  })
  if (!attempt) return 'unknown_attempt'

  const news = await storePayment(tx, { attemptId: attempt.id }, payment)
  if (!news) return 'unchanged'
  const verdict = verdictOf(payment.status)
  if (await isHeld(tx, attempt, payment)) return 'applied'

  const target = nextState(attempt.state, verdict, payment.id !== attempt.providerPaymentId)
  if (!target) return 'applied'
  if (target === 'succeeded') {
    await settleSuccess(tx, attempt, payment)
    // Its refund may have come before the news of its success.
    await settleIfGivenBack(tx, payment)
    return 'applied'
  }
  // A page that was declined is being paid after all. It may not push aside what was opened in its place.
  if (attempt.state === 'failed' && (await findRival(tx, attempt))) return 'applied'
  await tx.chargeAttempt.update({
    where: { id: attempt.id },
    data: {
      state: target,
      providerPaymentId: payment.id,
      reason: target === 'failed' ? (payment.errorCode ?? 'DECLINED') : null,
      settledAt: target === 'failed' ? new Date() : null,
    },
  })
  return 'applied'
}

/** True when the attempt has its money already; a second payment that is no renewal is given back. */
async function isHeld(tx: Tx, attempt: ChargeAttempt, payment: ProviderPayment): Promise<boolean> {
  if (attempt.chargedMinor === null || attempt.providerPaymentId === payment.id) return false
  if (verdictOf(payment.status) !== 'succeeded') return true
  // A renewal carries the metadata of the purchase that began the subscription (dodo-api 6, trap 9).
  const renewal =
    payment.subscriptionId !== null &&
    (await tx.payment.count({
      where: {
        attemptId: attempt.id,
        subscriptionId: payment.subscriptionId,
        id: { not: payment.id },
        status: 'succeeded',
        // What follows a payment that was refused is refused too.
        refundAttempts: { none: {} },
      },
    })) > 0
  if (!renewal) {
    const log = { attemptId: attempt.id, orderId: attempt.orderId, payment: payment.id }
    logger.error(log, 'a second payment succeeded for one attempt; it is refunded')
    await refusePayment(tx, attempt.orderId, payment, 'second_payment')
  }
  return true
}

const isNews = (payment: ProviderPayment, known: Pick<Payment, 'status'>) =>
  supersedes(payment.status, known.status) && known.status !== payment.status

/**
 * Mirrors the payment unless a later status is known already; what it means for its subscription is read next. False
 * when it says nothing new.
 */
export async function storePayment(
  tx: Tx,
  cause: { attemptId: string } | { planChangeId: string },
  payment: ProviderPayment,
): Promise<boolean> {
  const known = await tx.payment.findUnique({ where: { id: payment.id } })
  if (known && !isNews(payment, known)) return false
  const data = {
    ...cause,
    status: payment.status,
    currency: payment.currency,
    totalMinor: payment.totalMinor,
    taxMinor: payment.taxMinor,
    providerCustomer: payment.customer.id,
    paymentMethodId: payment.paymentMethodId,
    methodKind: payment.methodKind,
    coupons: payment.coupons,
    cardBrand: payment.card?.brand ?? null,
    cardLastFour: payment.card?.lastFour ?? null,
    email: payment.customer.email,
    name: payment.customer.name,
    billing: payment.billing,
    errorCode: payment.errorCode,
    paymentLink: payment.paymentLink,
    subscriptionId: payment.subscriptionId,
    providerCreatedAt: payment.createdAt,
    readAt: new Date(),
  }
  await tx.payment.upsert({ where: { id: payment.id }, create: { id: payment.id, ...data }, update: data })
  if (payment.subscriptionId) {
    const providerId = payment.subscriptionId
    await addJob(tx, 'refresh_subscription', { providerId }, { key: `subscription:${providerId}` })
  }
  return true
}
