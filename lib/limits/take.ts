import 'server-only'
import { pool } from '@/lib/db/pool'

/** At most `max` times within any `perSeconds` seconds. */
export type Limit = { max: number; perSeconds: number }

// The times within the longest window are the row; the row's lock makes it exact for any number of instances. A refusal
// writes nothing, so that being refused does not prolong the wait.
const statement = {
  name: 'take_limit',
  text: `INSERT INTO rate_limit AS kept (key, taken_at, expires_at)
    VALUES ($1, ARRAY[now()], now() + $4 * interval '1 second')
    ON CONFLICT (key) DO UPDATE SET
      taken_at = ARRAY(SELECT at FROM unnest(kept.taken_at) AS at WHERE at > now() - $4 * interval '1 second') || now(),
      expires_at = excluded.expires_at
    WHERE NOT EXISTS (
      SELECT 1 FROM unnest($2::int[], $3::int[]) AS lim (max, seconds) WHERE lim.max <= (
        SELECT count(*) FROM unnest(kept.taken_at) AS at WHERE at > now() - lim.seconds * interval '1 second'))`,
}

/**
 * Takes one of what a key may do, if all of its limits allow it; counted for all instances by the database's clock.
 * False when nothing is left of one of them; what was limited must then not be done. Keys name what is limited and for
 * whom, and hold no personal data in plain text: hash an address first.
 */
export async function takeLimit(key: string, ...limits: Limit[]): Promise<boolean> {
  const seconds = limits.map(({ perSeconds }) => perSeconds)
  const values = [key, limits.map(({ max }) => max), seconds, Math.max(...seconds)]
  const { rowCount } = await pool.query({ ...statement, values })
  return rowCount === 1
}

/** Forgets limits that have run out. */
export async function forgetOldLimits(): Promise<void> {
  await pool.query('DELETE FROM rate_limit WHERE expires_at < now()')
}
