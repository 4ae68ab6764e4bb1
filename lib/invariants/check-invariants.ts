import 'server-only'
import type pg from 'pg'
import { z } from 'zod'
import { type Break, keepBreaks } from '@/lib/breaks/keep-breaks'
import { pool } from '@/lib/db/pool'
import { logger } from '@/lib/logger'
import type { Invariant } from './invariant'
import { OF_CHARGES } from './of-charges'
import { OF_GOODS_AND_WORK } from './of-goods-and-work'
import { OF_PLACES } from './of-places'
import { OF_SWAPS } from './of-swaps'

const ALL = [...OF_CHARGES, ...OF_GOODS_AND_WORK, ...OF_SWAPS, ...OF_PLACES]

export const INVARIANTS: readonly Invariant[] = ALL.toSorted(
  (a, b) => Number(a.id.slice(1)) - Number(b.id.slice(1)),
)

const rows = z.array(z.object({ subject: z.string(), detail: z.string() }))

/** Every row that breaks an invariant now. Reads only. */
export async function findInvariantBreaks(client: Pick<pg.Pool, 'query'> = pool): Promise<Break[]> {
  const found: Break[] = []
  for (const { id, sql } of INVARIANTS) {
    const answer = await client.query(sql)
    found.push(...rows.parse(answer.rows).map((row) => ({ class: id, ...row })))
  }
  return found
}

/** Checks every invariant, keeps what is broken as rows and cries out what is new. Run every five minutes. */
export async function checkInvariants(): Promise<Break[]> {
  const found = await findInvariantBreaks()
  const { fresh, closed } = await keepBreaks('invariant_break', found)
  for (const each of fresh) {
    const says = INVARIANTS.find(({ id }) => id === each.class)?.says
    logger.error({ ...each, says }, 'an invariant of the money is broken')
  }
  if (closed > 0) logger.info({ closed }, 'invariants hold again')
  return found
}
