import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import { readStoredSettings } from '@/lib/settings/shop-settings'

const WITHIN_SECONDS = 60
const REST_MINUTES = 10

// Open while a burst of lost answers is fresh and one of them is still not cleared up.
const statement = {
  name: 'read_breaker',
  text: `WITH lost AS (
      SELECT unknown_at, state, lag(unknown_at, $1::int - 1) OVER (ORDER BY unknown_at) AS first_of_burst
      FROM charge_attempt
      WHERE unknown_at > now() - make_interval(mins => $3::int, secs => $2::int))
    SELECT EXISTS (
        SELECT FROM lost WHERE unknown_at > now() - make_interval(mins => $3)
          AND unknown_at - first_of_burst <= make_interval(secs => $2))
      AND EXISTS (SELECT FROM lost WHERE state = 'unknown') AS paused`,
}

const schema = z.tuple([z.object({ paused: z.boolean() })])

/**
 * True while one click is paused for new offers: five answers (or as many as the setting says) were lost within a minute, so the provider is in trouble
 * and every further charge might become one that nobody can tell the end of. It is worked out from the attempts
 * themselves, so all instances agree and nothing has to be reset: it ends when look-ups have cleared up every one of
 * them, or ten minutes after the last (docs/decisions/005).
 */
export async function isOneClickPaused(): Promise<boolean> {
  const { pauseAfterUnknown } = await readStoredSettings()
  const values = [pauseAfterUnknown, WITHIN_SECONDS, REST_MINUTES]
  const { rows } = await pool.query({ ...statement, values })
  return schema.parse(rows)[0].paused
}
