import 'server-only'
import type { ChargeAttempt, Impression } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
import type { ProviderPayment } from '@/lib/dodo/payment'
import { grantEntitlements } from '@/lib/entitlements/grant-entitlements'
import { logger } from '@/lib/logger'
import { queueReceipt } from '@/lib/notifications/queue-receipt'
import { nextState, OPEN_STATES, supersedes, verdictOf } from './state'
import { readAttemptMetadata } from './tag'

export type Applied = 'applied' | 'unchanged' | 'not_ours'

/**
 * Takes in what the provider says of a payment: the only place where an order becomes paid. Called by the
 * webhook worker, the return route and the look-up job, any number of times and in any order: rows move by a
 * lattice under the attempt's lock, and state, delivery and mail commit together (trust: 3.3, 3.6).
 * `not_ours` means no attempt of ours is named; nothing is written.
 */
export async function applyPayment(payment: ProviderPayment): Promise<Applied> {
  const pointer = readAttemptMetadata(payment.metadata)
  if (!pointer || payment.isCardUpdate) return 'not_ours'

  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${pointer.attemptId} FOR UPDATE`
    const attempt = await tx.chargeAttempt.findUnique({
      where: { id: pointer.attemptId, orderId: pointer.orderId },
      include: { impression: { include: { payment: true } } },
    })
    if (!attempt) return 'not_ours'

    const news = await storePayment(tx, attempt.id, payment)
    if (!news) return 'unchanged'

    const verdict = verdictOf(payment.status)
    const log = { attemptId: attempt.id, orderId: attempt.orderId, payment: payment.id }
    if (
      verdict === 'succeeded' &&
      attempt.state === 'succeeded' &&
      attempt.providerPaymentId !== payment.id
    ) {
      // A renewal carries the metadata of the purchase that began the subscription (dodo-api 6, trap 9).
      if (payment.subscriptionId && (await isRenewal(tx, attempt.id, payment))) return 'applied'
      logger.error(log, 'a second payment succeeded for one attempt; it must be refunded')
      return 'applied'
    }
    const target = nextState(attempt.state, verdict)
    if (!target) return 'applied'

    if (target === 'succeeded') await settleSuccess(tx, attempt, payment)
    else {
      await tx.chargeAttempt.update({
        where: { id: attempt.id },
        data: {
          state: target,
          providerPaymentId: payment.id,
          reason: target === 'failed' ? (payment.errorCode ?? 'DECLINED') : null,
          settledAt: target === 'failed' ? new Date() : null,
        },
      })
    }
    return 'applied'
  })
}

async function isRenewal(tx: Tx, attemptId: string, payment: ProviderPayment): Promise<boolean> {
  const first = await tx.payment.findFirst({
    where: {
      attemptId,
      subscriptionId: payment.subscriptionId,
      id: { not: payment.id },
      status: 'succeeded',
    },
  })
  return first !== null && first.providerCreatedAt < payment.createdAt
}

/** Mirrors the payment unless a later status is known already. False when it says nothing new. */
async function storePayment(tx: Tx, attemptId: string, payment: ProviderPayment): Promise<boolean> {
  const known = await tx.payment.findUnique({ where: { id: payment.id } })
  if (known && (!supersedes(payment.status, known.status) || known.status === payment.status)) return false
  const data = {
    attemptId,
    status: payment.status,
    currency: payment.currency,
    totalMinor: payment.totalMinor,
    taxMinor: payment.taxMinor,
    providerCustomer: payment.customer.id,
    paymentMethodId: payment.paymentMethodId,
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
  return true
}

type Attempt = ChargeAttempt & { impression: (Impression & { payment: { providerCustomer: string } }) | null }

/** The provider took the money: deliver it, hold it, or mark it to be given back. */
async function settleSuccess(tx: Tx, attempt: Attempt, payment: ProviderPayment): Promise<void> {
  const settle = (state: 'succeeded' | 'needs_review' | 'refund_due', reason: string | null) =>
    tx.chargeAttempt.update({
      where: { id: attempt.id },
      data: {
        state,
        reason,
        providerPaymentId: payment.id,
        chargedMinor: payment.totalMinor,
        settledAt: new Date(),
      },
    })
  const log = { attemptId: attempt.id, orderId: attempt.orderId, payment: payment.id }

  const rival = await tx.chargeAttempt.findFirst({
    where: {
      orderId: attempt.orderId,
      impressionId: attempt.impressionId,
      id: { not: attempt.id },
      state: { in: [...OPEN_STATES] },
    },
  })
  if (rival) {
    logger.error(
      { ...log, rival: rival.id },
      'paid twice through two checkouts; the later one must be refunded',
    )
    await settle('refund_due', 'PAID_TWICE')
    return
  }
  const mismatch = findMismatch(attempt, payment)
  if (mismatch) {
    logger.error({ ...log, mismatch }, 'the payment is not what was agreed to; held, nothing delivered')
    await settle('needs_review', mismatch)
    return
  }

  await settle('succeeded', null)
  const lines = await tx.orderLine.findMany({
    where: { orderId: attempt.orderId, impressionId: attempt.impressionId, state: 'unpaid' },
    include: { product: true },
  })
  for (const line of lines) {
    await tx.orderLine.update({
      where: { id: line.id },
      data: {
        state: 'paid',
        paymentId: payment.id,
        totalMinor: payment.totalMinor,
        taxMinor: payment.taxMinor,
        currency: payment.currency,
        paidAt: new Date(),
      },
    })
    await grantEntitlements(tx, line)
  }
  await tx.order.update({
    where: { id: attempt.orderId },
    data: {
      receiptRevision: { increment: 1 },
      ...(attempt.impressionId === null && {
        paidAt: new Date(),
        email: payment.customer.email,
        country: payment.billing.country,
      }),
    },
  })
  await queueReceipt(tx, attempt.orderId, 'when_quiet')
  await addJob(tx, 'present_offer', { orderId: attempt.orderId })
}

/** Why a payment is not the one that was agreed to, or null. Its total is what was shown, to the cent. */
function findMismatch(attempt: Attempt, payment: ProviderPayment): string | null {
  if (attempt.method !== 'one_click') return null
  if (payment.currency !== attempt.expectedCurrency) return 'CURRENCY_MISMATCH'
  if (payment.totalMinor !== attempt.expectedMinor) return 'AMOUNT_MISMATCH'
  if (payment.customer.id !== attempt.impression?.payment.providerCustomer) return 'CUSTOMER_MISMATCH'
  return null
}
