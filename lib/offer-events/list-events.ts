import 'server-only'
import type { OfferEvent } from '@/lib/db/generated/client'
import { OfferEventType } from '@/lib/db/generated/enums'
import { db } from '@/lib/db/prisma'
import {
  PAGE_SIZE,
  readDay,
  type TablePage,
  type TableQuery,
  type TableShape,
} from '@/lib/insight/table-query'

export const EVENTS_TABLE = {
  sorts: ['at'],
  dir: 'desc',
  filters: ['type', 'offer', 'from', 'to'],
} as const satisfies TableShape<string>

export const EVENT_TYPES = Object.values(OfferEventType)

/** An event with the number of its order; amounts are minor units of `currency`. */
export type EventRow = OfferEvent & { orderNumber: number | null }

/** One page of what happened to offers, in the order in which it did. The caller has checked who asks. */
export async function listEvents(query: TableQuery<'at'>): Promise<TablePage<EventRow>> {
  const where = whereOf(query)
  const [events, total] = await Promise.all([
    db.offerEvent.findMany({
      where,
      orderBy: { seq: query.dir },
      skip: (query.page - 1) * PAGE_SIZE,
      take: PAGE_SIZE,
    }),
    db.offerEvent.count({ where }),
  ])
  const orders = await db.order.findMany({
    where: { id: { in: events.map(({ orderId }) => orderId) } },
    select: { id: true, number: true },
  })
  const numbers = new Map(orders.map(({ id, number }) => [id, number]))
  return {
    rows: events.map((event) => ({ ...event, orderNumber: numbers.get(event.orderId) ?? null })),
    total,
  }
}

/** All events of a query, oldest first, read page by page, so that there may be any number of them. */
export async function* readEvents(query: TableQuery<'at'>, pageSize = 1_000): AsyncGenerator<OfferEvent> {
  const where = whereOf(query)
  for (let after = 0n; ; ) {
    const events = await db.offerEvent.findMany({
      where: { ...where, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: pageSize,
    })
    yield* events
    const last = events.at(-1)
    if (!last || events.length < pageSize) return
    after = last.seq
  }
}

const whereOf = ({ filters }: TableQuery) => ({
  type: EVENT_TYPES.find((type) => type === filters.type),
  offerId: filters.offer,
  at: { gte: readDay(filters.from), lt: readDay(filters.to, 1) },
})
