import 'server-only'
import { db } from '@/lib/db/prisma'
import { fail, ok, type Result } from '@/lib/result'
import { writeAudit } from '@/lib/review/audit'
import type { TablePage, TableQuery, TableShape } from './table-query'
import { PAGE_SIZE } from './table-query'

export const BREAKS_TABLE = {
  sorts: ['seen', 'class'],
  dir: 'desc',
  filters: ['q', 'state'],
} as const satisfies TableShape<string>

export type BreaksSort = (typeof BREAKS_TABLE.sorts)[number]

export type BreakRow = {
  id: string
  /** Of the provider's books against ours, or of what must always hold. */
  kind: 'books' | 'invariant'
  class: string
  subject: string
  detail: string
  firstSeen: Date
  lastSeen: Date
  closedAt: Date | null
}

/** The differences that were found, open ones unless the address asks for others. The caller has checked who asks. */
export async function listBreaks(
  { filters, sort, dir, page }: TableQuery<BreaksSort>,
  limit = PAGE_SIZE,
): Promise<TablePage<BreakRow>> {
  const where = {
    ...(filters.state !== 'all' && { closedAt: filters.state === 'closed' ? { not: null } : null }),
    ...(filters.q && { OR: [{ class: filters.q }, { subject: filters.q }] }),
  }
  const [books, invariants] = await Promise.all([
    db.reconBreak.findMany({ where, take: 10_000 }),
    db.invariantBreak.findMany({ where, take: 10_000 }),
  ])
  const rows = [
    ...books.map((row) => ({ ...row, kind: 'books' as const })),
    ...invariants.map((row) => ({ ...row, kind: 'invariant' as const })),
  ].sort((a, b) => {
    const way = dir === 'asc' ? 1 : -1
    if (sort === 'class' && a.class !== b.class) return a.class < b.class ? -way : way
    return way * (a.lastSeen.getTime() - b.lastSeen.getTime())
  })
  return { rows: rows.slice((page - 1) * PAGE_SIZE, (page - 1) * PAGE_SIZE + limit), total: rows.length }
}

/**
 * Closes a difference between the books that somebody has explained; it comes back when it is found again. What must
 * always hold is not explained away: those close only by being mended.
 */
export async function closeBreak(
  id: string,
  act: { actor: string; reason: string },
): Promise<Result<null, 'not_open'>> {
  return db.$transaction(async (tx) => {
    const closedAt = new Date()
    const { count } = await tx.reconBreak.updateMany({ where: { id, closedAt: null }, data: { closedAt } })
    if (count === 0) return fail('not_open')
    const row = await tx.reconBreak.findUniqueOrThrow({ where: { id } })
    const evidence = { class: row.class, subject: row.subject, detail: row.detail }
    await writeAudit(tx, { ...act, action: 'close_break', subject: id, evidence })
    return ok(null)
  })
}
