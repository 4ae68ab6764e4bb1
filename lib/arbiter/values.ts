import 'server-only'
import { pool } from '@/lib/db/pool'
import type { Step } from '@/lib/funnels/definition'
import type { SoldProduct } from '@/lib/funnels/published'
import { expectedValue, type Record } from './expected-value'
import type { Ranking } from './shopper'

const KEPT_MS = 300_000

const shared = globalThis as { offerRecords?: { until: number; load: Promise<Map<string, Record>> } }

/**
 * What an impression of each offer has been worth within the last ninety days, for ranking by value. Read at most every
 * five minutes; not at all where offers are ranked by priority. A swap brings its price less what goes back for it.
 */
export async function readValues(
  ranking: Ranking,
  products: ReadonlyMap<string, SoldProduct>,
  goesBackMinor = 0,
): Promise<(step: Step) => number> {
  if (ranking === 'priority') return () => 0
  if (!shared.offerRecords || shared.offerRecords.until < Date.now()) {
    const load = loadRecords()
    shared.offerRecords = { until: Date.now() + KEPT_MS, load }
    load.catch(() => delete shared.offerRecords)
  }
  const records = await shared.offerRecords.load
  return ({ offer, product, swap }) => {
    const price = products.get(product)?.priceMinor ?? 0
    return expectedValue(records.get(offer), swap ? Math.max(0, price - goesBackMinor) : price)
  }
}

async function loadRecords(): Promise<Map<string, Record>> {
  const { rows } = await pool.query<Record & { offer: string }>(`
    SELECT i.offer_id AS offer, count(*)::int AS shown,
      count(l.id) FILTER (WHERE l.state <> 'unpaid')::int AS paid,
      count(l.id) FILTER (WHERE l.state = 'withdrawn')::int AS "givenBack"
    FROM impression i LEFT JOIN order_line l ON l.impression_id = i.id
    WHERE i.shown_at > now() - interval '90 days'
    GROUP BY 1`)
  return new Map(rows.map(({ offer, ...record }) => [offer, record]))
}
