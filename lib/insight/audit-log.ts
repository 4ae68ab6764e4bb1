import 'server-only'
import { db } from '@/lib/db/prisma'
import { PAGE_SIZE, readDay, type TablePage, type TableQuery, type TableShape } from './table-query'

export const AUDIT_TABLE = {
  sorts: ['at'],
  dir: 'desc',
  filters: ['q', 'action', 'from', 'to'],
} as const satisfies TableShape<string>

export type AuditRow = {
  id: string
  at: Date
  actor: string
  action: string
  subject: string
  reason: string
  evidence: unknown
  before: unknown
  after: unknown
}

/** One page of what was done, by whom. `q` is a person or a thing. The caller has checked who asks. */
export async function listAudit(
  { filters, dir, page }: TableQuery<'at'>,
  limit = PAGE_SIZE,
): Promise<TablePage<AuditRow>> {
  const where = {
    action: filters.action,
    at: { gte: readDay(filters.from), lt: readDay(filters.to, 1) },
    ...(filters.q && { OR: [{ actor: { contains: filters.q } }, { subject: { contains: filters.q } }] }),
  }
  const [rows, total] = await Promise.all([
    db.audit.findMany({
      where,
      orderBy: [{ at: dir }, { id: dir }],
      skip: (page - 1) * PAGE_SIZE,
      take: limit,
    }),
    db.audit.count({ where }),
  ])
  return { rows, total }
}
