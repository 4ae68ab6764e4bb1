import 'server-only'
import type { ChargeAttempt } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { fetchCheckoutPayment } from '@/lib/dodo/checkout'
import { findPaymentsOfAttempt } from '@/lib/dodo/payment'
import { logger } from '@/lib/logger'
import { nextLookup } from './state'
import { syncPayment } from './sync-payment'

const UNARMED_LIFE_MS = 50_000
const LEASE_MS = 20_000
const HOSTED_LIFE_MS = 24 * 60 * 60 * 1_000
const REVIEW_AFTER_MS = 60 * 60 * 1_000
const CLOCK_MARGIN_MS = 5 * 60 * 1_000

/**
 * Finds out what became of an attempt, by asking and never by sending again, and asks again later while it is
 * not settled (trust: 3.6). Finding nothing proves nothing: an unknown charge stays locked until news comes
 * or, after an hour, a person is asked to look.
 */
export async function resolveAttempt(attemptId: string): Promise<void> {
  const before = await db.chargeAttempt.findUnique({ where: { id: attemptId } })
  if (!before || isSettled(before)) return

  await closeWhatNobodyHolds(before)
  await askProvider(before)

  const after = await db.chargeAttempt.findUniqueOrThrow({ where: { id: attemptId } })
  if (!isSettled(after)) await lookAgainLater(after)
}

/** Asks the provider once for the attempt's payment and takes in the answer. */
export async function askProvider(attempt: ChargeAttempt): Promise<void> {
  for (const paymentId of await findPayments(attempt)) {
    const synced = await syncPayment(paymentId)
    if (!synced.ok) logger.warn({ attemptId: attempt.id, error: synced.error }, 'payment could not be read')
  }
}

async function findPayments(attempt: ChargeAttempt): Promise<string[]> {
  // A hosted page may have led to a newer payment than the one we know of: the shopper can try again there.
  if (attempt.method === 'hosted_checkout' && attempt.providerCheckoutId) {
    const found = await fetchCheckoutPayment(attempt.providerCheckoutId)
    if (!found.ok) logger.warn({ attemptId: attempt.id, error: found.error }, 'checkout could not be read')
    return found.ok && found.value ? [found.value] : []
  }
  if (attempt.providerPaymentId) return [attempt.providerPaymentId]
  if (!attempt.armedAt || !attempt.impressionId) return []
  const { payment } = await db.impression.findUniqueOrThrow({
    where: { id: attempt.impressionId },
    select: { payment: { select: { providerCustomer: true } } },
  })
  const found = await findPaymentsOfAttempt({
    attemptId: attempt.id,
    customerId: payment.providerCustomer,
    since: new Date(attempt.armedAt.getTime() - CLOCK_MARGIN_MS),
  })
  if (!found.ok) logger.warn({ attemptId: attempt.id, error: found.error }, 'payments could not be listed')
  return found.ok ? found.value : []
}

/** True when no news can be expected. A hosted page can still be paid after a decline, until it runs out. */
function isSettled(attempt: ChargeAttempt): boolean {
  if (attempt.state === 'succeeded' || attempt.state === 'refund_due') return true
  if (attempt.state !== 'failed') return false
  const hostedStillOpen = attempt.method === 'hosted_checkout' && attempt.providerCheckoutId !== null
  return !hostedStillOpen || age(attempt.createdAt) > HOSTED_LIFE_MS
}

const age = (since: Date) => Date.now() - since.getTime()

/** A request that died left its row behind: never sent, or sent with the answer lost. */
async function closeWhatNobodyHolds(attempt: ChargeAttempt): Promise<void> {
  if (attempt.state === 'created' && age(attempt.createdAt) > UNARMED_LIFE_MS) {
    await db.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'created' },
      data: { state: 'failed', reason: 'NOT_SENT', settledAt: new Date() },
    })
  }
  if (attempt.state === 'sending' && attempt.armedAt && age(attempt.armedAt) > LEASE_MS - 1_000) {
    await db.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'sending' },
      data: { state: 'unknown' },
    })
  }
}

async function lookAgainLater(attempt: ChargeAttempt): Promise<void> {
  if (
    attempt.state === 'pending' &&
    attempt.method === 'hosted_checkout' &&
    age(attempt.createdAt) > HOSTED_LIFE_MS
  ) {
    await db.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'pending' },
      data: { state: 'failed', reason: 'ABANDONED', settledAt: new Date() },
    })
    return
  }
  const flag =
    attempt.state === 'unknown' && attempt.armedAt !== null && age(attempt.armedAt) > REVIEW_AFTER_MS
  if (flag)
    logger.error({ attemptId: attempt.id }, 'no proof of the charge after an hour; a person must look')
  const runAt = nextLookup(attempt.lookups, new Date())
  await db.$transaction(async (tx) => {
    await tx.chargeAttempt.updateMany({
      where: { id: attempt.id, state: attempt.state },
      data: { lookups: { increment: 1 }, ...(flag && { state: 'needs_review', reason: 'NO_PROOF' }) },
    })
    if (runAt) {
      await addJob(tx, 'resolve_attempt', { attemptId: attempt.id }, { key: `attempt:${attempt.id}`, runAt })
    }
  })
}
