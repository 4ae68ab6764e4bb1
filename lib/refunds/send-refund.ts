import 'server-only'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import type { ProviderError } from '@/lib/dodo/errors'
import { createRefund } from '@/lib/dodo/refunds'
import { logger } from '@/lib/logger'
import { armRefund, type RefundAnswer, recordRefundAnswer } from './refund-moves'
import { syncRefund } from './sync-refund'
import { refundMetadata } from './tag'

/**
 * The one function in which money goes back. Whoever wins the compare-and-set from `created` sends exactly one POST,
 * outside any transaction; everybody else returns at once, so running it twice is safe. An answer that is lost is looked
 * up and never sent again, and an answer that came is believed only after the refund was read.
 */
export async function sendRefund(refundAttemptId: string): Promise<void> {
  const attempt = await db.refundAttempt.findUnique({ where: { id: refundAttemptId } })
  if (attempt?.state !== 'created' || !(await armRefund(attempt.id))) return
  const { id, paymentId, cause } = attempt

  const answer = await createRefund({ paymentId, reason: cause, metadata: refundMetadata(id, paymentId) })
  const log = { refundAttemptId: id, payment: paymentId, cause }
  if (!answer.ok) {
    const meaning = meaningOf(answer.error)
    const words =
      meaning.state === 'failed' ? 'refund refused, nothing was given back' : 'refund sent, outcome unknown'
    logger.error({ ...log, error: answer.error }, words)
    await recordRefundAnswer(id, meaning)
    return
  }
  const { refundId } = answer.value
  try {
    await recordRefundAnswer(id, { state: 'pending', refundId })
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    logger.error({ ...log, refundId }, 'the answer names the refund of another attempt')
    await recordRefundAnswer(id, { state: 'unknown', reason: 'OTHER_REFUND' })
    return
  }
  const read = await syncRefund(refundId)
  if (!read.ok) logger.warn({ ...log, error: read.error }, 'the new refund could not be read yet')
}

/** Codes that say the money is back, or on its way: the payment is read to see which. */
const GIVEN_BACK = new Set(['PAYMENT_ALREADY_REFUNDED', 'PAYMENT_HAS_BEEN_REFUNDED'])

/** What a failed call means. Only a definite refusal counts as "nothing was given back", as for charges. */
function meaningOf({ kind, code }: ProviderError): RefundAnswer {
  if (code && GIVEN_BACK.has(code)) return { state: 'unknown', reason: 'ALREADY_REFUNDED' }
  if (code === 'EXISTING_REFUND_REQUEST_PROCESSING') return { state: 'unknown', reason: code }
  switch (kind) {
    case 'invalid':
    case 'not_found':
      return { state: 'failed', reason: code ?? 'REFUSED' }
    case 'unauthorized':
    case 'not_sent':
      return { state: 'failed', reason: 'NOT_SENT' }
    case 'rate_limited':
    case 'ambiguous':
      return { state: 'unknown', reason: null }
  }
}
