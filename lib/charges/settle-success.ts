import 'server-only'
import { findBump, writeBump } from '@/lib/bumps/settle-bump'
import type { ChargeAttempt, Impression } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import type { Tx } from '@/lib/db/prisma'
import type { ProviderPayment } from '@/lib/dodo/payment'
import { grantEntitlements } from '@/lib/entitlements/grant-entitlements'
import { logger } from '@/lib/logger'
import { queueReceipt } from '@/lib/notifications/queue-receipt'
import { refusePayment } from '@/lib/refunds/refuse-payment'
import { followedSuggestions } from '@/lib/suggestions/followed-suggestions'
import { giveBackReplaced, isReplacedBy, lockReplaced } from '@/lib/swaps/give-back-replaced'
import { findRival, isIdle } from './find-rival'
import { partsOf } from './parts-of-payment'

type Attempt = ChargeAttempt & { impression: (Impression & { payment: { providerCustomer: string } }) | null }

/**
 * The provider took the money: deliver it, hold it, or mark it to be given back. Called by applyPayment alone, under
 * the attempt's lock. Another checkout that is open for the same purchase is closed if nobody pays there; if money
 * may be moving in it, this payment is the one too many, and so is one that an operator had given up: both are refunded.
 */
export async function settleSuccess(tx: Tx, attempt: Attempt, payment: ProviderPayment): Promise<void> {
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

  const giveBack = async (cause: 'late_payment' | 'paid_twice') => {
    await settle('refund_due', cause === 'late_payment' ? 'LATE_PAYMENT' : 'PAID_TWICE')
    await refusePayment(tx, attempt.orderId, payment, cause)
  }
  if (attempt.state === 'released') {
    logger.error(log, 'money came for a released attempt; it is refunded')
    await giveBack('late_payment')
    return
  }
  const rival = await findRival(tx, attempt)
  if (rival && !isIdle(rival)) {
    logger.error({ ...log, rival: rival.id }, 'paid twice through two checkouts; the later one is refunded')
    await giveBack('paid_twice')
    return
  }
  if (rival) {
    await tx.chargeAttempt.update({
      where: { id: rival.id },
      data: {
        state: 'failed',
        reason: rival.armedAt ? 'PAID_OTHERWISE' : 'NOT_SENT',
        settledAt: new Date(),
      },
    })
  }
  const lines = await tx.orderLine.findMany({
    where: { orderId: attempt.orderId, impressionId: attempt.impressionId, state: 'unpaid' },
    include: { product: true },
  })
  const bump = lines.length > 0 ? await findBump(tx, attempt, payment) : null
  const bought = [...lines, ...(bump?.taken && bump.offer ? [bump.offer] : [])]
  const parts = partsOf(
    payment,
    bought.map(({ product }) => product.providerProductId),
  )
  const mismatch = findMismatch(attempt, payment, bought) ?? (parts ? null : 'PARTS_MISMATCH')
  if (mismatch) {
    logger.error({ ...log, mismatch }, 'the payment is not what was agreed to; held, nothing delivered')
    await settle('needs_review', mismatch)
    return
  }

  if (await isSecondSwap(tx, lines)) {
    logger.error(log, 'what this payment replaces was replaced otherwise; it is refunded')
    await giveBack('paid_twice')
    return
  }
  await settle('succeeded', null)
  const added = bump && (await writeBump(tx, bump, payment, (bump.taken && parts?.at(-1)) || null))
  const paid = added ? [...lines, added] : lines
  for (const [at, line] of paid.entries()) {
    await tx.orderLine.update({
      where: { id: line.id },
      data: {
        state: 'paid',
        paymentId: payment.id,
        ...(parts?.[at] ?? { totalMinor: payment.totalMinor, taxMinor: payment.taxMinor }),
        currency: payment.currency,
        paidAt: new Date(),
      },
    })
    await grantEntitlements(tx, line)
    if (line.replacesId) await giveBackReplaced(tx, line.replacesId)
  }
  await followedSuggestions(
    tx,
    attempt.orderId,
    paid.map(({ productId }) => productId),
  )
  const order = await tx.order.findUniqueOrThrow({
    where: { id: attempt.orderId },
    include: { user: { include: { customerLink: true } } },
  })
  if (order.user && order.user.customerLink?.providerCustomer !== payment.customer.id)
    logger.error(
      log,
      'a signed-in purchase was paid as another customer; delivered, and its card is never kept',
    )
  await tx.order.update({
    where: { id: attempt.orderId },
    data: {
      receiptRevision: { increment: 1 },
      ...(order.paidAt === null && {
        paidAt: new Date(),
        email: payment.customer.email,
        country: payment.billing.country,
      }),
    },
  })
  await queueReceipt(tx, attempt.orderId, 'when_quiet')
  await addJob(tx, 'present_offer', { orderId: attempt.orderId })
}

/** Whether these lines replace what another paid line has replaced: that money can be given back only once. */
async function isSecondSwap(tx: Tx, lines: readonly { id: string; replacesId: string | null }[]) {
  for (const { id, replacesId } of lines) {
    if (!replacesId) continue
    await lockReplaced(tx, replacesId)
    if (await isReplacedBy(tx, replacesId, id)) return true
  }
  return false
}

type Line = { product: { providerProductId: string | null } }

/**
 * Why a payment is not the one that was agreed to, or null. What one click paid is what was shown, to the cent; what
 * was bought, as far as the payment says it, is what the line names.
 */
function findMismatch(attempt: Attempt, payment: ProviderPayment, lines: Line[]): string | null {
  const bought = payment.cart?.map(({ product_id }) => product_id)
  if (bought && lines.some(({ product }) => !bought.includes(product.providerProductId ?? '')))
    return 'PRODUCT_MISMATCH'
  if (attempt.method !== 'one_click') return null
  if (payment.currency !== attempt.expectedCurrency) return 'CURRENCY_MISMATCH'
  if (payment.totalMinor !== attempt.expectedMinor) return 'AMOUNT_MISMATCH'
  if (payment.customer.id !== attempt.impression?.payment.providerCustomer) return 'CUSTOMER_MISMATCH'
  return null
}
