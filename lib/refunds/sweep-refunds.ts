import 'server-only'
import { z } from 'zod'
import { RefundCause } from '@/lib/db/generated/enums'
import { pool } from '@/lib/db/pool'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { requestRefund } from './request-refund'
import { retryAfter } from './state'

// Payments that are to be given back and of which no refund is open: what is owed, with the tries that came to nothing.
const OWED = `
  SELECT p.id, p.total_minor AS "totalMinor", p.currency, p.attempt_id AS "attemptId", a.reason,
    last.line_id AS "lineId", last.cause, coalesce(tries.failures, 0)::int AS failures, tries.settled_at AS "failedAt"
  FROM payment p
  JOIN charge_attempt a ON a.id = p.attempt_id
  LEFT JOIN LATERAL (
    SELECT line_id, cause FROM refund_attempt WHERE payment_id = p.id ORDER BY created_at DESC LIMIT 1) last ON true
  LEFT JOIN LATERAL (
    SELECT count(*) AS failures, max(settled_at) AS settled_at FROM refund_attempt
    WHERE payment_id = p.id AND state = 'failed') tries ON true
  WHERE p.total_minor > 0
    AND (last.cause IS NOT NULL OR (a.state = 'refund_due' AND a.provider_payment_id = p.id))
    AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id
      AND r.state IN ('created', 'sending', 'pending', 'unknown', 'needs_review', 'succeeded'))
    AND (SELECT coalesce(sum(amount_minor), 0) FROM refund WHERE payment_id = p.id AND status = 'succeeded') < p.total_minor`

const schema = z.object({
  id: z.string(),
  totalMinor: z.int(),
  currency: z.string(),
  attemptId: z.string(),
  reason: z.string().nullable(),
  lineId: z.string().nullable(),
  cause: z.enum(RefundCause).nullable(),
  failures: z.int(),
  failedAt: z.date().nullable(),
})

type Owed = z.infer<typeof schema>

/**
 * Sees to it that nothing owed is forgotten: a refund that surely was not made is asked for again by a new row, later
 * and later, and so is one whose row is missing. Run every minute by the worker; beside itself it does nothing twice.
 */
export async function sweepRefunds(now = new Date()): Promise<void> {
  const { rows } = await pool.query(OWED)
  for (const owed of z.array(schema).parse(rows)) {
    if (!isDue(owed, now)) continue
    const id = await db.$transaction((tx) =>
      requestRefund(tx, { payment: owed, lineId: owed.lineId, cause: owed.cause ?? causeOf(owed.reason) }),
    )
    if (id)
      logger.warn(
        { refundAttemptId: id, payment: owed.id, failures: owed.failures },
        'refund asked for again',
      )
  }
}

function isDue({ failures, failedAt, id }: Owed, now: Date): boolean {
  if (!failedAt) return true
  const seconds = retryAfter(failures)
  if (seconds === null) {
    logger.error({ payment: id, failures }, 'a refund is refused again and again; a person must see to it')
    return false
  }
  return failedAt.getTime() + seconds * 1_000 <= now.getTime()
}

function causeOf(reason: string | null): RefundCause {
  switch (reason) {
    case 'UNDONE':
      return 'undone'
    case 'LATE_PAYMENT':
      return 'late_payment'
    case 'PAID_TWICE':
      return 'paid_twice'
    default:
      return 'held_payment'
  }
}
