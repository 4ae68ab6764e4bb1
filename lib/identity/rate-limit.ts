import 'server-only'
import { db } from '@/lib/db/prisma'
import { keyedHash } from './keyed-hash'

/** At most `times` in any stretch of `seconds`. */
export type Limit = { times: number; seconds: number }
/** Something that is limited for one subject: an address, a browser, an IP. */
export type Limited = { scope: string; subject: string; limits: readonly Limit[] }

/**
 * Counts one use against every limit, or none: true when all of them allow it. The uses are rows, so the limits hold
 * for all instances together, over any stretch of time and not only from one full hour to the next; refused uses do
 * not count, so that nobody is kept out by trying. No limit looks back further than a day; older rows go.
 */
export async function takeTurn(things: readonly Limited[]): Promise<boolean> {
  const rows = things.map(({ scope, subject, limits }) => ({
    scope,
    key: keyedHash('limit', scope, subject),
    limits,
  }))
  return db.$transaction(async (tx) => {
    for (const { scope, key } of rows.toSorted((a, b) => (a.scope + a.key < b.scope + b.key ? -1 : 1)))
      await tx.$queryRaw`SELECT 1 FROM (SELECT pg_advisory_xact_lock(hashtextextended(${scope + key}, 0))) AS locked`
    for (const { scope, key, limits } of rows) {
      for (const { times, seconds } of limits) {
        const [{ used } = { used: 0 }] = await tx.$queryRaw<{ used: number }[]>`
          SELECT count(*)::int AS used FROM rate_event
          WHERE scope = ${scope} AND key = ${key} AND at > now() - make_interval(secs => ${seconds})`
        if (used >= times) return false
      }
    }
    await tx.$executeRaw`DELETE FROM rate_event WHERE id IN (
      SELECT id FROM rate_event WHERE at <= now() - interval '1 day' ORDER BY id LIMIT 20 FOR UPDATE SKIP LOCKED)`
    await tx.rateEvent.createMany({ data: rows.map(({ scope, key }) => ({ scope, key })) })
    return true
  })
}
