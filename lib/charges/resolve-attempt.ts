import 'server-only'
import type { ChargeAttempt } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { fetchCheckoutPayment } from '@/lib/dodo/checkout'
import type { ProviderError } from '@/lib/dodo/errors'
import { findPaymentsOfAttempt } from '@/lib/dodo/payment'
import { logger } from '@/lib/logger'
import { ok, type Result } from '@/lib/result'
import { LEASE_MS, UNARMED_LOOK_MS } from './queue-lookup'
import { nextLookup, verdictOf } from './state'
import { syncPayment } from './sync-payment'

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
  if (isSettled(after)) return
  if (await isAbandoned(after)) await close(after, 'ABANDONED')
  else await lookAgainLater(after)
}

/** Asks the provider once for the attempt's payment and takes in the answer. False when it gave none. */
export async function askProvider(attempt: ChargeAttempt): Promise<boolean> {
  const found = await findKnownPayment(attempt)
  const known = found.ok ? found.value : attempt.providerPaymentId
  const read = known ? await takeIn(attempt, known) : true
  if (known && (await db.payment.count({ where: { id: known, attemptId: attempt.id } })) > 0) return read
  for (const paymentId of await listPayments(attempt)) await takeIn(attempt, paymentId)
  return found.ok && read
}

async function takeIn(attempt: ChargeAttempt, paymentId: string): Promise<boolean> {
  const synced = await syncPayment(paymentId)
  if (!synced.ok) logger.warn({ attemptId: attempt.id, error: synced.error }, 'payment could not be read')
  return synced.ok
}

/** The payment a hosted page has led to last, as the shopper can try again there, or the one the charge named. */
async function findKnownPayment(attempt: ChargeAttempt): Promise<Result<string | null, ProviderError>> {
  if (attempt.method !== 'hosted_checkout' || !attempt.providerCheckoutId)
    return ok(attempt.providerPaymentId)
  const found = await fetchCheckoutPayment(attempt.providerCheckoutId)
  if (!found.ok) logger.warn({ attemptId: attempt.id, error: found.error }, 'checkout could not be read')
  return found
}

/** The payments that name a one-click charge whose answer was lost, or named a payment that is not its own. */
async function listPayments(attempt: ChargeAttempt): Promise<string[]> {
  if (attempt.method !== 'one_click' || !attempt.armedAt || !attempt.impressionId) return []
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
  if (attempt.state === 'succeeded' || attempt.state === 'refund_due' || attempt.state === 'refunded')
    return true
  if (attempt.state !== 'failed') return false
  const hostedStillOpen = attempt.method === 'hosted_checkout' && attempt.providerCheckoutId !== null
  return !hostedStillOpen || age(attempt.createdAt) > HOSTED_LIFE_MS
}

const age = (since: Date) => Date.now() - since.getTime()

/** A request that died left its row behind: never sent, or sent with the answer lost. */
async function closeWhatNobodyHolds(attempt: ChargeAttempt): Promise<void> {
  if (attempt.state === 'created' && age(attempt.createdAt) > UNARMED_LOOK_MS - 10_000) {
    await close(attempt, 'NOT_SENT')
  }
  if (attempt.state === 'sending' && attempt.armedAt && age(attempt.armedAt) > LEASE_MS - 1_000) {
    // A page whose address was lost can be paid by nobody.
    if (attempt.method === 'hosted_checkout') await close(attempt, 'NOT_SENT')
    else {
      await db.chargeAttempt.updateMany({
        where: { id: attempt.id, state: 'sending' },
        data: { state: 'unknown', unknownAt: new Date() },
      })
    }
  }
}

/** Ends an attempt in the state it was read in; whoever was faster knows better. */
async function close({ id, state }: ChargeAttempt, reason: 'NOT_SENT' | 'ABANDONED'): Promise<void> {
  await db.chargeAttempt.updateMany({
    where: { id, state },
    data: { state: 'failed', reason, settledAt: new Date() },
  })
}

/** True when the hosted page has run out and no bank has a payment of it. */
async function isAbandoned(attempt: ChargeAttempt): Promise<boolean> {
  if (attempt.method !== 'hosted_checkout' || age(attempt.createdAt) <= HOSTED_LIFE_MS) return false
  if (attempt.state === 'action_required') return true
  if (attempt.state !== 'pending') return false
  const payments = await db.payment.findMany({ where: { attemptId: attempt.id }, select: { status: true } })
  return !payments.some(({ status }) => verdictOf(status) === 'pending')
}

/** True when an hour after a one-click charge no payment of it is known. */
async function isWithoutProof({ id, method, state, armedAt }: ChargeAttempt): Promise<boolean> {
  if (method !== 'one_click' || !armedAt || age(armedAt) <= REVIEW_AFTER_MS) return false
  if (state !== 'unknown' && state !== 'pending') return false
  return (await db.payment.count({ where: { attemptId: id } })) === 0
}

async function lookAgainLater(attempt: ChargeAttempt): Promise<void> {
  const flag = await isWithoutProof(attempt)
  if (flag)
    logger.error({ attemptId: attempt.id }, 'no proof of the charge after an hour; a person must look')
  const runAt = nextLookup(attempt.lookups, new Date())
  if (!runAt)
    logger.error({ attemptId: attempt.id, state: attempt.state }, 'not settled after the last look-up')
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
