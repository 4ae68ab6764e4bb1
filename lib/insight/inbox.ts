import 'server-only'
import { InboxState } from '@/lib/db/generated/enums'
import { db } from '@/lib/db/prisma'
import { PAGE_SIZE, readDay, type TablePage, type TableQuery, type TableShape } from './table-query'

export const INBOX_TABLE = {
  sorts: ['received', 'attempts'],
  dir: 'desc',
  filters: ['q', 'state', 'type', 'from', 'to'],
} as const satisfies TableShape<string>

export type InboxSort = (typeof INBOX_TABLE.sorts)[number]

export type InboxRow = {
  id: string
  eventType: string
  state: InboxState
  attempts: number
  deliveries: number
  note: string | null
  receivedAt: Date
  doneAt: Date | null
}

/** One page of the webhooks that came, without their bodies. The caller has checked who asks. */
export async function listInbox(
  { filters, sort, dir, page }: TableQuery<InboxSort>,
  limit = PAGE_SIZE,
): Promise<TablePage<InboxRow>> {
  const [from, to] = [readDay(filters.from), readDay(filters.to, 1)]
  const where = {
    id: filters.q,
    state: Object.values(InboxState).find((state) => state === filters.state),
    eventType: filters.type && { startsWith: filters.type },
    receivedAt: { gte: from, lt: to },
  }
  const [rows, total] = await Promise.all([
    db.webhookMessage.findMany({
      where,
      orderBy: sort === 'received' ? { receivedAt: dir } : [{ attempts: dir }, { receivedAt: 'desc' }],
      skip: (page - 1) * PAGE_SIZE,
      take: limit,
      omit: { body: true },
    }),
    db.webhookMessage.count({ where }),
  ])
  return { rows, total }
}
