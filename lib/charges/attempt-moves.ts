import 'server-only'
import { MONEY_FIRST } from '@/lib/db/jobs'
import { pool } from '@/lib/db/pool'
import { FIRST_LOOK_MS, LEASE_MS } from './queue-lookup'

// Each move is one statement and so one commit, with the look at it that is queued by the same statement: it moves the
// job that waits for the attempt.
const LOOK = `SELECT graphile_worker.add_job('resolve_attempt', json_build_object('attemptId', id),
  run_at => now() + $2 * interval '1 millisecond', job_key => 'attempt:' || id,
  priority => ${MONEY_FIRST})`

const arm = {
  name: 'arm_attempt',
  text: `WITH moved AS (
    UPDATE charge_attempt SET state = 'sending', armed_at = now(), posts = posts + 1
    WHERE id = $1 AND state = 'created' RETURNING id
  ) ${LOOK} FROM moved`,
}

const record = {
  name: 'record_answer',
  text: `WITH moved AS (
    UPDATE charge_attempt SET state = $3, reason = $4, provider_checkout_id = $5, provider_payment_id = $6,
      settled_at = CASE WHEN $3 = 'failed'::"AttemptState" THEN now() END,
      unknown_at = CASE WHEN $3 = 'unknown'::"AttemptState" THEN now() ELSE unknown_at END
    WHERE id = $1 AND state IN ('sending', 'unknown') RETURNING id, state
  ) ${LOOK} FROM moved WHERE state <> 'failed'`,
}

/** Marks the attempt as sent, before it is. True, once committed, for the one caller who may send it. */
export async function armAttempt(attemptId: string): Promise<boolean> {
  const { rowCount } = await pool.query({ ...arm, values: [attemptId, LEASE_MS] })
  return rowCount === 1
}

/** What the provider answered to the one POST. */
export type ChargeAnswer =
  | { state: 'pending'; checkoutId: string; paymentId: string }
  | { state: 'failed'; reason: string }
  | { state: 'unknown' }

/** Writes the answer unless a webhook was faster: news of the payment itself always wins. */
export async function recordAnswer(attemptId: string, answer: ChargeAnswer): Promise<void> {
  const reason = answer.state === 'failed' ? answer.reason : null
  const { checkoutId = null, paymentId = null } = answer.state === 'pending' ? answer : {}
  await pool.query({
    ...record,
    values: [attemptId, FIRST_LOOK_MS, answer.state, reason, checkoutId, paymentId],
  })
}

/** Ends an attempt that was not sent and will not be. */
export async function closeUnsent(attemptId: string): Promise<void> {
  await pool.query(
    `UPDATE charge_attempt SET state = 'failed', reason = 'NOT_SENT', settled_at = now()
     WHERE id = $1 AND state = 'created'`,
    [attemptId],
  )
}
