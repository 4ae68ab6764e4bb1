import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import { type Billing, chargeSavedMethod } from '@/lib/dodo/checkout'
import { definiteFailure } from '@/lib/dodo/errors'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { armAttempt, closeUnsent, recordAnswer } from './attempt-moves'
import { isOneClickPaused } from './breaker'
import { enterFlight, leaveFlight } from './in-flight'
import { attemptMetadata } from './tag'

type Charge = {
  attempt: { id: string; orderId: string; impressionId: string }
  item: { providerProductId: string; quantity: number; discountCode?: string | null }
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
  if (!(await enterFlight())) {
    logger.error({ attemptId: attempt.id }, 'too many charges are under way; this one was not sent')
    await closeUnsent(attempt.id)
    return
  }
  try {
    await armAndSend(charge)
  } finally {
    leaveFlight()
  }
}

async function armAndSend(charge: Charge): Promise<void> {
  const { attempt } = charge
  if (!(await armAttempt(attempt.id))) return

  const answer = await chargeSavedMethod({
    ...charge,
    returnUrl: env.APP_URL + paths.return(charge.locale, attempt.orderId, attempt.impressionId),
    metadata: attemptMetadata(attempt.id, attempt.orderId),
  })

  if (answer.ok) {
    try {
      await recordAnswer(attempt.id, { state: 'pending', ...answer.value })
    } catch (error) {
      if (!isUniqueViolation(error)) throw error
      const { paymentId } = answer.value
      logger.error({ attemptId: attempt.id, paymentId }, 'the answer names the payment of another attempt')
      await recordAnswer(attempt.id, { state: 'unknown' })
    }
    return
  }
  const log = { attemptId: attempt.id, orderId: attempt.orderId, error: answer.error }
  const failure = definiteFailure(answer.error)
  if (failure) {
    logger.warn(log, 'charge refused, nothing was charged')
    await recordAnswer(attempt.id, { state: 'failed', reason: failure })
  } else {
    logger.error(log, 'charge sent, outcome unknown; it will be looked up and never sent again')
    await recordAnswer(attempt.id, { state: 'unknown' })
    if (await isOneClickPaused())
      logger.error('too many answers are lost: one click is paused for new offers')
  }
}
