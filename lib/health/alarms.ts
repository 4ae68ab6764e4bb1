import 'server-only'
import { z } from 'zod'
import { isOneClickPaused } from '@/lib/charges/breaker'
import { pool } from '@/lib/db/pool'
import { FAILED_SIGNATURES } from '@/lib/webhooks/failed-signatures'

/** `page` wakes a person, `warn` waits for the morning. docs/operations.md says what to do for each. */
export type Alarm = { code: AlarmCode; level: 'warn' | 'page'; count: number }

export type AlarmCode =
  | 'no_worker'
  | 'inbox_behind'
  | 'webhooks_silent'
  | 'webhooks_dead'
  | 'webhooks_set_aside'
  | 'signatures_fail'
  | 'needs_review'
  | 'refunds_late'
  | 'one_click_paused'
  | 'books_differ'
  | 'invariants_broken'
  | 'jobs_failed'

const statement = {
  name: 'read_alarms',
  text: `SELECT
    (SELECT count(*) FROM worker_heartbeat WHERE beat_at > now() - interval '1 minute')::int AS workers,
    (SELECT extract(epoch FROM now() - min(received_at)) FROM webhook_message WHERE state = 'new' AND attempts = 0)::int
      AS "oldestNew",
    (SELECT count(*) FROM charge_attempt WHERE armed_at BETWEEN now() - interval '90 minutes' AND now() - interval '45 minutes'
      AND provider_payment_id IS NOT NULL)::int AS "paymentsBefore",
    (SELECT count(*) FROM webhook_message WHERE received_at > now() - interval '45 minutes')::int AS "webhooksLately",
    (SELECT count(*) FROM charge_attempt WHERE armed_at > now() - interval '45 minutes'
      AND provider_payment_id IS NOT NULL)::int AS "paymentsLately",
    (SELECT count(*) FROM webhook_message WHERE state = 'dead')::int AS dead,
    (SELECT count(*) FROM webhook_message WHERE state = 'quarantined' AND received_at > now() - interval '1 day')::int AS aside,
    (SELECT count(*) FROM rate_limit r, unnest(r.taken_at) AS at WHERE r.key = $1 AND at > now() - interval '1 minute')::int
      AS forged,
    (SELECT count(*) FROM charge_attempt WHERE state = 'needs_review')::int
      + (SELECT count(*) FROM refund_attempt WHERE state = 'needs_review')::int AS reviews,
    (SELECT count(DISTINCT payment_id) FROM refund_attempt r WHERE created_at < now() - interval '1 hour'
      AND NOT EXISTS (SELECT FROM refund_attempt done WHERE done.payment_id = r.payment_id AND done.state IN ('succeeded', 'pending')))::int
      AS "refundsLate",
    (SELECT count(*) FROM recon_break WHERE closed_at IS NULL)::int AS differ,
    (SELECT count(*) FROM recon_break WHERE closed_at IS NULL AND first_seen < now() - interval '1 day')::int AS "differLong",
    (SELECT count(*) FROM invariant_break WHERE closed_at IS NULL)::int AS broken,
    (SELECT count(*) FROM graphile_worker._private_jobs WHERE attempts >= max_attempts)::int AS "jobsFailed"`,
}

const count = z.int().nonnegative()
const schema = z.tuple([
  z.object({
    workers: count,
    oldestNew: z.int().nullable(),
    paymentsBefore: count,
    webhooksLately: count,
    paymentsLately: count,
    dead: count,
    aside: count,
    forged: count,
    reviews: count,
    refundsLate: count,
    differ: count,
    differLong: count,
    broken: count,
    jobsFailed: count,
  }),
])

/** Everything that somebody should know of now, without a name, a sum or a secret. */
export async function readAlarms(): Promise<Alarm[]> {
  const [{ rows }, paused] = await Promise.all([
    pool.query({ ...statement, values: [FAILED_SIGNATURES] }),
    isOneClickPaused(),
  ])
  const [now] = schema.parse(rows)
  const oldest = now.oldestNew ?? 0
  const silent = now.webhooksLately === 0 && now.paymentsLately > 0 && now.paymentsBefore > 0
  const alarms: [AlarmCode, Alarm['level'], number][] = [
    ['no_worker', 'page', now.workers === 0 ? 1 : 0],
    ['inbox_behind', oldest > 300 ? 'page' : 'warn', oldest > 60 ? oldest : 0],
    ['webhooks_silent', 'page', silent ? now.paymentsLately : 0],
    ['webhooks_dead', 'page', now.dead],
    ['webhooks_set_aside', 'warn', now.aside],
    ['signatures_fail', 'warn', now.forged > 5 ? now.forged : 0],
    ['needs_review', 'warn', now.reviews],
    ['refunds_late', 'page', now.refundsLate],
    ['one_click_paused', 'page', paused ? 1 : 0],
    ['books_differ', now.differLong > 0 ? 'page' : 'warn', now.differ],
    ['invariants_broken', 'page', now.broken],
    ['jobs_failed', 'warn', now.jobsFailed],
  ]
  return alarms.flatMap(([code, level, found]) => (found > 0 ? [{ code, level, count: found }] : []))
}
