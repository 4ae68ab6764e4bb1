import { setTimeout as wait } from 'node:timers/promises'
import type pg from 'pg'
import { readProvider, readShop } from './books.ts'
import { judge, type Verdict } from './checker.ts'
import type { Trial } from './family.ts'

const HOURS_PASS = 2
const NOTHING_DONE_MS = 120_000

/** Jobs that are due or under way, messages that no job will try again later, and attempts on their way. */
const underWay = `SELECT
  (SELECT count(*)::int FROM graphile_worker._private_jobs WHERE locked_at IS NOT NULL OR run_at <= now()) AS jobs,
  (SELECT count(*)::int FROM webhook_message m WHERE state = 'new' AND NOT EXISTS (
     SELECT FROM graphile_worker._private_jobs j JOIN webhook_message named ON named.id = j.payload->>'id'
     WHERE j.run_at > now() AND (named.id = m.id OR named.object = m.object))) AS messages,
  (SELECT count(*)::int FROM charge_attempt WHERE impression_id = ANY($1)
     AND (state IN ('created', 'sending') OR (state IN ('unknown', 'pending') AND lookups = 0))) AS attempts`

/**
 * Until nobody works on anything: said by the database, never by a pause that should be long enough. However much there is
 * to do, it must become less.
 */
export async function untilQuiet(database: pg.Pool, impressions: string[]): Promise<void> {
  let least = Number.POSITIVE_INFINITY
  let since = performance.now()
  for (;;) {
    const { rows } = await database.query<{ jobs: number; messages: number; attempts: number }>(underWay, [
      impressions,
    ])
    const [left] = rows
    const sum = left ? left.jobs + left.messages + left.attempts : least
    if (sum === 0) return
    if (sum < least) {
      least = sum
      since = performance.now()
    }
    if (performance.now() - since > NOTHING_DONE_MS)
      throw new Error(`Nothing was done for ${NOTHING_DONE_MS / 1_000} s: ${JSON.stringify(left)}`)
    await wait(100)
  }
}

/**
 * Lets two hours pass for whatever is not settled: the rows, their consents and their payments happened so much earlier,
 * and the next look at each is due. Receipts that wait for a quiet moment are due too.
 */
export async function letHoursPass(database: pg.Pool, impressions: string[]): Promise<void> {
  await rewriteHistory(database, async (client) => {
    const { rows } = await client.query<{ id: string }>(
      `UPDATE charge_attempt SET created_at = created_at - $2::interval, armed_at = armed_at - $2::interval
       WHERE impression_id = ANY($1) AND state NOT IN ('succeeded', 'failed', 'needs_review') RETURNING id`,
      [impressions, `${HOURS_PASS} hours`],
    )
    const ids = rows.map(({ id }) => id)
    await client.query(
      `UPDATE consent SET given_at = given_at - $2::interval WHERE id IN (SELECT consent_id FROM charge_attempt WHERE id = ANY($1))`,
      [ids, `${HOURS_PASS} hours`],
    )
    await client.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now() WHERE locked_at IS NULL
         AND (key = ANY(SELECT 'attempt:' || unnest($1::text[])) OR key LIKE 'receipt:%')`,
      [ids],
    )
  })
}

/** Answers that other families lost were lost long ago: no reason to pause one click any more. */
export async function letOutagesPass(database: pg.Pool): Promise<void> {
  await rewriteHistory(database, (client) =>
    client.query(`UPDATE charge_attempt SET unknown_at = unknown_at - interval '1 hour'`),
  )
}

/** One transaction, past the triggers that keep what has happened from being changed. */
async function rewriteHistory(
  database: pg.Pool,
  change: (client: pg.PoolClient) => Promise<unknown>,
): Promise<void> {
  const client = await database.connect()
  try {
    await client.query('BEGIN')
    await client.query('SET LOCAL session_replication_role = replica')
    await change(client)
    await client.query('COMMIT')
  } finally {
    client.release()
  }
}

/** Brings the charges for these offers to rest and judges them. */
export async function settleAndJudge({ stack, database }: Trial, impressions: string[]): Promise<Verdict> {
  await untilQuiet(database, impressions)
  await letHoursPass(database, impressions)
  await untilQuiet(database, impressions)
  return judge({ ...(await readProvider(stack)), ...(await readShop(database)) }, new Set(impressions))
}
