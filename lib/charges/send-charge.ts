import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import { type Billing, chargeSavedMethod } from '@/lib/dodo/checkout'
import type { ProviderError } from '@/lib/dodo/errors'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { LEASE_MS, queueLookup } from './queue-lookup'
import { attemptMetadata } from './tag'

const FIRST_LOOK_MS = 2_000

type Charge = {
  attempt: { id: string; orderId: string; impressionId: string }
  item: { providerProductId: string; quantity: number }
  customerId: string
  paymentMethodId: string
  billing: Billing
  currency: string
  locale: string
}

/**
 * The one function in which money moves. Whoever wins the compare-and-set from `created` sends exactly one
 * POST, outside any transaction; everybody else returns at once, so running it twice is safe. The job that
 * finds out what became of the attempt is queued with the arming, before any byte is sent: a crash at any
 * later point leaves a row that is looked up and never sent again (trust: 3.3 to 3.6).
 */
export async function sendCharge(charge: Charge): Promise<void> {
  const { attempt } = charge
  if (!(await arm(attempt.id))) return

  const answer = await chargeSavedMethod({
    ...charge,
    returnUrl: env.APP_URL + paths.return(charge.locale, attempt.orderId, attempt.impressionId),
    metadata: attemptMetadata(attempt.id, attempt.orderId),
  })

  if (answer.ok) {
    const { checkoutId, paymentId } = answer.value
    try {
      await record(attempt.id, {
        state: 'pending',
        providerCheckoutId: checkoutId,
        providerPaymentId: paymentId,
      })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      logger.error({ attemptId: attempt.id, paymentId }, 'the answer names the payment of another attempt')
      await record(attempt.id, { state: 'unknown' })
    }
    return
  }
  const log = { attemptId: attempt.id, orderId: attempt.orderId, error: answer.error }
  const failure = definiteFailure(answer.error)
  if (failure) {
    logger.warn(log, 'charge refused, nothing was charged')
    await record(attempt.id, { state: 'failed', reason: failure, settledAt: new Date() })
  } else {
    logger.error(log, 'charge sent, outcome unknown; it will be looked up and never sent again')
    await record(attempt.id, { state: 'unknown' })
  }
}

/** Marks the attempt as sent, before it is. True for the one caller who may send it. */
async function arm(attemptId: string): Promise<boolean> {
  return db.$transaction(async (tx) => {
    const armed = await tx.chargeAttempt.updateMany({
      where: { id: attemptId, state: 'created' },
      data: { state: 'sending', armedAt: new Date(), posts: { increment: 1 } },
    })
    if (armed.count === 0) return false
    await queueLookup(tx, attemptId, LEASE_MS)
    return true
  })
}

/** The code of a failure that surely charged nothing, or null when nobody can know. */
function definiteFailure({ kind, code }: ProviderError): string | null {
  switch (kind) {
    case 'invalid':
    case 'not_found':
      return code ?? 'REFUSED'
    case 'unauthorized':
    case 'not_sent':
      return 'NOT_SENT'
    case 'rate_limited':
    case 'ambiguous':
      return null
  }
}

/** Writes the answer unless a webhook was faster: news of the payment itself always wins. */
async function record(
  attemptId: string,
  data: {
    state: 'pending' | 'failed' | 'unknown'
    reason?: string
    settledAt?: Date
    providerCheckoutId?: string
    providerPaymentId?: string
  },
): Promise<void> {
  await db.$transaction(async (tx) => {
    const written = await tx.chargeAttempt.updateMany({
      where: { id: attemptId, state: { in: ['sending', 'unknown'] } },
      data,
    })
    if (written.count === 1 && data.state !== 'failed') await queueLookup(tx, attemptId, FIRST_LOOK_MS)
  })
}
