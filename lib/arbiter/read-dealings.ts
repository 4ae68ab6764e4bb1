import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import type { Owner } from '@/lib/orders/owned-by'

const ENDED = ['cancelled', 'expired', 'failed']

// One statement, because a decision is made of it; each table is read once for all orders of the person. Of a plan that
// is mirrored, what is held is what it was changed to, not what was bought first.
const statement = {
  name: 'read_dealings',
  text: `
    WITH mine AS MATERIALIZED (
      SELECT array_agg(id) AS orders FROM (
        SELECT id FROM "order" WHERE user_id = $1
        UNION ALL SELECT id FROM "order" WHERE user_id IS NULL AND session_id = $2) o),
    line AS MATERIALIZED (
      SELECT l.id, l.order_id, l.product_id, l.state, l.total_minor, l.currency, l.paid_at, l.withdrawn_at, l.replaces_id
      FROM order_line l WHERE l.order_id = ANY ((SELECT orders FROM mine)::text[]) AND l.state <> 'unpaid'),
    plan AS MATERIALIZED (
      SELECT s.id, s.line_id, s.product_id, s.status = ANY ($5) AS ended, s.cancelled_at, s.cancel_at_period_end,
        s.period_start, p.slug, p.limits
      FROM line l JOIN product q ON q.id = l.product_id AND q.kind = 'subscription'
      JOIN subscription s ON s.line_id = l.id JOIN product p ON p.id = s.product_id),
    bought AS MATERIALIZED (
      SELECT l.product_id, l.currency, bool_or(l.order_id <> $3) AS earlier, bool_or(p.id IS NULL) AS held,
        sum(l.total_minor) AS total, max(l.paid_at) FILTER (WHERE l.order_id <> $3) AS last
      FROM line l LEFT JOIN plan p ON p.line_id = l.id WHERE l.state = 'paid' GROUP BY 1, 2),
    shown AS MATERIALIZED (
      SELECT f.product_id, i.state = 'declined' OR i.undone_at IS NOT NULL AS refused,
        coalesce(i.undone_at, i.decided_at) AS at,
        f.placement <> 'product_page' AND i.shown_at > $4::timestamptz - interval '30 days' AS counts
      FROM impression i JOIN offer f ON f.id = i.offer_id
      WHERE i.order_id = ANY ((SELECT orders FROM mine)::text[])
        AND (i.state = 'declined' OR i.undone_at IS NOT NULL OR i.shown_at > $4::timestamptz - interval '30 days'))
    SELECT
      (SELECT coalesce(array_agg(x.product_id), '{}') FROM (
        SELECT product_id FROM bought WHERE held UNION SELECT product_id FROM plan WHERE NOT ended) x) AS owned,
      (SELECT coalesce(array_agg(DISTINCT product_id), '{}') FROM bought WHERE earlier) AS "boughtBefore",
      (SELECT count(*)::int FROM (SELECT FROM line WHERE state = 'paid' GROUP BY order_id) x) AS "paidOrders",
      (SELECT coalesce(jsonb_object_agg(x.currency, x.total), '{}') FROM (
        SELECT currency, sum(total) AS total FROM bought GROUP BY 1) x) AS value,
      (SELECT max(last) FROM bought) AS "lastPaidAt",
      EXISTS (SELECT FROM line l WHERE l.withdrawn_at > $4::timestamptz - interval '90 days'
        AND NOT EXISTS (SELECT FROM line n WHERE n.replaces_id = l.id AND n.state = 'paid')) AS "refundedLately",
      (SELECT coalesce(array_agg(DISTINCT f.product_id), '{}')
        FROM charge_attempt a JOIN impression i ON i.id = a.impression_id JOIN offer f ON f.id = i.offer_id
        WHERE a.order_id = ANY ((SELECT orders FROM mine)::text[])
          AND a.state IN ('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review')
          AND (a.method = 'one_click' OR EXISTS (SELECT FROM payment p WHERE p.attempt_id = a.id))) AS paying,
      (SELECT coalesce(jsonb_object_agg(x.product_id, x.at), '{}') FROM (
        SELECT product_id, max(at) AS at FROM shown WHERE refused GROUP BY 1) x) AS refused,
      (SELECT count(*)::int FROM shown WHERE counts)
      + (SELECT count(*)::int FROM plan_prompt p JOIN plan s ON s.id = p.subscription_id
        WHERE p.presented_at > $4::timestamptz - interval '30 days')
      + (SELECT count(*)::int FROM subscription_event e JOIN plan s ON s.id = e.subscription_id
        WHERE e.kind = 'alternative_shown' AND e.at > $4::timestamptz - interval '30 days') AS asks,
      (SELECT offers_off FROM "user" WHERE id = $1) AS "offersOff",
      (SELECT coalesce(jsonb_object_agg(x.experiment_id, x.arm), '{}') FROM (
        SELECT DISTINCT ON (e.experiment_id) e.experiment_id, e.arm FROM experiment_exposure e
        WHERE e.order_id = ANY ((SELECT orders FROM mine)::text[]) ORDER BY e.experiment_id, e.at) x) AS arms,
      (SELECT coalesce(array_agg(DISTINCT key), '{}') FROM milestone WHERE user_id = $1 OR session_id = $2) AS milestones,
      (SELECT coalesce(array_agg(slug), '{}') FROM plan WHERE NOT ended) AS plans,
      (SELECT max(cancelled_at) FROM plan WHERE ended OR cancel_at_period_end) AS "cancelledAt",
      (SELECT max(100 * u.used / m.allowed)::int FROM plan p
        CROSS JOIN LATERAL (SELECT key AS meter, value::numeric AS allowed FROM jsonb_each_text(p.limits)) m
        CROSS JOIN LATERAL (SELECT coalesce(sum(e.amount), 0) AS used FROM usage_event e
          WHERE e.subscription_id = p.id AND e.meter = m.meter AND e.period = p.period_start) u
        WHERE NOT p.ended AND m.allowed > 0) AS usage`,
}

const at = z.coerce.date()
const words = z.array(z.string())
const schema = z.object({
  owned: words,
  boughtBefore: words,
  paidOrders: z.int(),
  value: z.record(z.string(), z.coerce.number()),
  lastPaidAt: at.nullable(),
  refundedLately: z.boolean(),
  paying: words,
  refused: z.record(z.string(), at),
  asks: z.int(),
  offersOff: z.boolean().nullable(),
  arms: z.record(z.string(), z.string()),
  milestones: words,
  plans: words,
  cancelledAt: at.nullable(),
  usage: z.int().nullable(),
})

/** What a person has bought, is paying for, has refused and was asked; products by id, plans by slug. */
export type Dealings = z.infer<typeof schema>

/** Reads a person's dealings with the shop; `orderId` is the order it is for, whose own lines are not "before". */
export async function readDealings(owner: Owner, orderId: string | null, now: Date): Promise<Dealings> {
  const values = [owner.userId, owner.sessionId, orderId ?? '', now, ENDED]
  const { rows } = await pool.query({ ...statement, values })
  return schema.parse(rows[0])
}
