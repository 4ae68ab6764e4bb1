import 'server-only'
import { FIRST_LOOK_MS, LEASE_MS } from '@/lib/charges/queue-lookup'
import { MONEY_FIRST } from '@/lib/db/jobs'
import { pool } from '@/lib/db/pool'

// Each move is one statement and so one commit, with the look at it that is queued by the same statement, as for charges.
const LOOK = `SELECT graphile_worker.add_job('resolve_refund', json_build_object('refundAttemptId', id),
  run_at => now() + $2 * interval '1 millisecond', job_key => 'refund:' || id,
  priority => ${MONEY_FIRST})`

const arm = {
  name: 'arm_refund',
  text: `WITH moved AS (
    UPDATE refund_attempt SET state = 'sending', armed_at = now(), posts = posts + 1
    WHERE id = $1 AND state = 'created' RETURNING id
  ) ${LOOK} FROM moved`,
}

const record = {
  name: 'record_refund',
  text: `WITH moved AS (
    UPDATE refund_attempt SET state = $3, reason = $4, provider_refund_id = $5,
      settled_at = CASE WHEN $3 = 'failed'::"RefundState" THEN now() END
    WHERE id = $1 AND (state = 'sending' OR (state = 'unknown' AND $3 <> 'unknown'::"RefundState")) RETURNING id, state
  ) ${LOOK} FROM moved WHERE state <> 'failed'`,
}

/** Marks the refund as sent, before it is. True, once committed, for the one caller who may send it. */
export async function armRefund(id: string): Promise<boolean> {
  const { rowCount } = await pool.query({ ...arm, values: [id, LEASE_MS] })
  return rowCount === 1
}

/** What the provider answered to the one POST. */
export type RefundAnswer =
  | { state: 'pending'; refundId: string }
  | { state: 'failed'; reason: string }
  | { state: 'unknown'; reason: string | null }

/** Writes the answer unless news of the refund itself was faster. */
export async function recordRefundAnswer(id: string, answer: RefundAnswer): Promise<void> {
  const refundId = answer.state === 'pending' ? answer.refundId : null
  const reason = answer.state === 'pending' ? null : answer.reason
  await pool.query({ ...record, values: [id, FIRST_LOOK_MS, answer.state, reason, refundId] })
}
