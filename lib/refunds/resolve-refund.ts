import 'server-only'
import { LEASE_MS } from '@/lib/charges/queue-lookup'
import { nextLookup } from '@/lib/charges/state'
import type { RefundAttempt } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { listRefunds } from '@/lib/dodo/listing'
import { fetchPayment } from '@/lib/dodo/payment'
import { logger } from '@/lib/logger'
import { settleGivenBack } from './apply-refund'
import { sendRefund } from './send-refund'
import { syncRefund } from './sync-refund'

const REVIEW_AFTER_MS = 60 * 60 * 1_000
const CLOCK_MARGIN_MS = 5 * 60 * 1_000

/**
 * Brings a refund to its end: sends it if nobody has, and finds out what became of it by asking, never by sending again.
 * A customer's money is owed for as long as it takes, so a row that was not sent yet is sent at any later time. Finding
 * nothing proves nothing: after an hour a person is asked to look.
 */
export async function resolveRefund(id: string): Promise<void> {
  const before = await db.refundAttempt.findUnique({ where: { id } })
  if (!before || isSettled(before)) return
  if (before.state === 'created') await sendRefund(id)
  else {
    await closeLease(before)
    await askProvider(before)
  }
  const after = await db.refundAttempt.findUniqueOrThrow({ where: { id } })
  if (!isSettled(after) && after.state !== 'created') await lookAgainLater(after)
}

const isSettled = ({ state }: RefundAttempt) =>
  state === 'succeeded' || state === 'failed' || state === 'released'

const age = (since: Date | null) => (since ? Date.now() - since.getTime() : 0)

/** A process that died left the row behind: sent, with the answer lost. */
async function closeLease({ id, state, armedAt }: RefundAttempt): Promise<void> {
  if (state !== 'sending' || age(armedAt) <= LEASE_MS - 1_000) return
  await db.refundAttempt.updateMany({ where: { id, state: 'sending' }, data: { state: 'unknown' } })
}

/** Takes in every refund of the payment that the provider knows of: by the payment itself, and by the list. */
async function askProvider(attempt: RefundAttempt): Promise<void> {
  const log = { refundAttemptId: attempt.id, payment: attempt.paymentId }
  const payment = await fetchPayment(attempt.paymentId)
  if (!payment.ok) logger.warn({ ...log, error: payment.error }, 'the payment could not be read')
  const found = new Set(payment.ok ? payment.value.refundIds : [])
  if (attempt.providerRefundId) found.add(attempt.providerRefundId)
  if (found.size === 0 && payment.ok && attempt.armedAt) {
    const since = new Date(attempt.armedAt.getTime() - CLOCK_MARGIN_MS)
    const listed = await listRefunds({ customerId: payment.value.customer.id, from: since, to: null })
    if (!listed.ok) logger.warn({ ...log, error: listed.error }, 'refunds could not be listed')
    for (const refund of listed.ok ? listed.value : [])
      if (refund.paymentId === attempt.paymentId) found.add(refund.id)
  }
  for (const refundId of found) {
    const read = await syncRefund(refundId)
    if (!read.ok) logger.warn({ ...log, refundId, error: read.error }, 'a refund could not be read')
  }
  if (found.size === 0 && payment.ok && payment.value.isRefunded) await settleWithoutRefund(attempt)
}

/** The provider says that the whole payment is back, and shows no refund. */
async function settleWithoutRefund({ paymentId }: RefundAttempt): Promise<void> {
  await db.$transaction(async (tx) => {
    const payment = await tx.payment.findUniqueOrThrow({ where: { id: paymentId } })
    await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${payment.attemptId} FOR UPDATE`
    await settleGivenBack(tx, payment)
  })
}

async function lookAgainLater({ id, state, armedAt, lookups }: RefundAttempt): Promise<void> {
  const flag = state === 'unknown' && age(armedAt) > REVIEW_AFTER_MS
  if (flag) logger.error({ refundAttemptId: id }, 'no proof of the refund after an hour; a person must look')
  const runAt = nextLookup(lookups, new Date())
  if (!runAt) logger.error({ refundAttemptId: id, state }, 'a refund is not settled after the last look-up')
  await db.$transaction(async (tx) => {
    await tx.refundAttempt.updateMany({
      where: { id, state },
      data: { lookups: { increment: 1 }, ...(flag && { state: 'needs_review', reason: 'NO_PROOF' }) },
    })
    if (runAt) await addJob(tx, 'resolve_refund', { refundAttemptId: id }, { key: `refund:${id}`, runAt })
  })
}
