import 'server-only'
import { pool } from '@/lib/db/pool'
import type { Chosen } from './most-chosen'

const KEPT_MS = 300_000

const shared = globalThis as { chosen?: Map<string, { until: number; load: Promise<Chosen[]> }> }

/** What was bought and kept of an offer within ninety days where there was a choice. Counted every five minutes at most. */
export function countChosen(offerId: string): Promise<Chosen[]> {
  shared.chosen ??= new Map()
  const known = shared.chosen.get(offerId)
  if (known && known.until > Date.now()) return known.load
  const load = count(offerId)
  shared.chosen.set(offerId, { until: Date.now() + KEPT_MS, load })
  load.catch(() => shared.chosen?.delete(offerId))
  return load
}

async function count(offerId: string): Promise<Chosen[]> {
  const { rows } = await pool.query<Chosen>(
    `SELECT i.quantity, count(*)::int AS count FROM impression i JOIN order_line l ON l.impression_id = i.id
     WHERE i.offer_id = $1 AND i.state = 'accepted' AND i.undone_at IS NULL AND jsonb_array_length(i.prices) > 1
       AND i.decided_at > now() - interval '90 days' AND l.state = 'paid'
     GROUP BY 1`,
    [offerId],
  )
  return rows
}
