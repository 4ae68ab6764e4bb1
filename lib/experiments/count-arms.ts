import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import type { ArmCount } from './read-out'

// For each eligible order: what its offers brought. A line counts without tax, less what was refunded of its payment;
// withdrawn it counts as nothing, as does one whose payment is disputed or was lost. What a line replaced is taken off: its
// payment goes back, and a hold-out keeps it. The currency is the order's own;
// a line in another one is left out.
const COUNT = `
  WITH eligible AS (
    SELECT e.arm, e.order_id, coalesce(p.currency, '') AS currency
    FROM experiment_exposure e
    LEFT JOIN LATERAL (
      SELECT currency FROM order_line WHERE order_id = e.order_id AND impression_id IS NULL AND currency IS NOT NULL
      ORDER BY created_at LIMIT 1) p ON true
    WHERE e.experiment_id = $1),
  line AS (
    SELECT l.order_id, count(*) AS accepted, count(*) FILTER (WHERE l.state = 'withdrawn' OR r.refunded > 0) AS given_back,
      sum(l.total_minor - l.tax_minor) AS gross,
      sum(CASE WHEN l.state = 'withdrawn' OR EXISTS (SELECT FROM dispute d WHERE d.payment_id = l.payment_id
          AND d.status NOT IN ('dispute_won', 'dispute_cancelled', 'dispute_expired')) THEN 0
        ELSE greatest(0, l.total_minor - l.tax_minor - coalesce(r.refunded, 0)) END
        - coalesce(b.total_minor - b.tax_minor, 0)) AS net
    FROM eligible e JOIN order_line l ON l.order_id = e.order_id AND l.impression_id IS NOT NULL AND l.state <> 'unpaid'
      AND l.currency = e.currency
    LEFT JOIN order_line b ON b.id = l.replaces_id
    LEFT JOIN LATERAL (
      SELECT sum(amount_minor) AS refunded FROM refund WHERE payment_id = l.payment_id AND status = 'succeeded') r ON true
    GROUP BY l.order_id),
  seen AS (
    SELECT DISTINCT v.order_id FROM eligible e JOIN offer_event v ON v.order_id = e.order_id
    WHERE v.type = 'shown' AND v.placement <> 'product_page')
  SELECT e.arm, e.currency, count(*)::int AS orders, count(s.order_id)::int AS shown,
    coalesce(sum(l.accepted), 0)::int AS accepted, coalesce(sum(l.given_back), 0)::int AS "givenBack",
    coalesce(sum(l.gross), 0)::float8 AS gross, coalesce(sum(l.net), 0)::float8 AS net,
    coalesce(sum(l.net::float8 * l.net::float8), 0) AS "netSquares"
  FROM eligible e LEFT JOIN line l ON l.order_id = e.order_id LEFT JOIN seen s ON s.order_id = e.order_id
  GROUP BY 1, 2`

const count = z.int().nonnegative()
const schema = z.array(
  z.object({
    arm: z.string(),
    currency: z.string(),
    orders: count,
    shown: count,
    accepted: count,
    givenBack: count,
    gross: z.number(),
    net: z.number(),
    netSquares: z.number(),
  }),
)

/** Counts what the eligible orders of an experiment have brought, by arm and currency; sums in minor units. */
export async function countArms(experimentId: string): Promise<ArmCount[]> {
  const { rows } = await pool.query(COUNT, [experimentId])
  return schema.parse(rows)
}

/** How many people are in each arm. */
export async function countPeople(experimentId: string): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ arm: string; people: number }>(
    'SELECT arm, count(DISTINCT person)::int AS people FROM experiment_exposure WHERE experiment_id = $1 GROUP BY 1',
    [experimentId],
  )
  return new Map(rows.map(({ arm, people }) => [arm, people]))
}

/** Eligible orders a week, from the last four weeks or for as long as it runs. */
export async function weeklyOrders(experimentId: string): Promise<number> {
  const { rows } = await pool.query<{ weekly: number | null }>(
    `SELECT (count(*) / greatest(1.0 / 7, extract(epoch FROM now() - min(at)) / 604800))::float8 AS weekly
     FROM experiment_exposure WHERE experiment_id = $1 AND at > now() - interval '28 days'`,
    [experimentId],
  )
  return rows[0]?.weekly ?? 0
}
