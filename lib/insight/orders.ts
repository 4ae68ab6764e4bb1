import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import { PAGE_SIZE, readDay, type TablePage, type TableQuery, type TableShape } from './table-query'

export const ORDERS_TABLE = {
  sorts: ['placed', 'total'],
  dir: 'desc',
  filters: ['q', 'state', 'offers', 'from', 'to'],
} as const satisfies TableShape<string>

export type OrdersSort = (typeof ORDERS_TABLE.sorts)[number]

export const ORDER_STATES = ['paid', 'unpaid', 'refunded'] as const

const rowSchema = z.object({
  id: z.string(),
  number: z.int(),
  placedAt: z.date(),
  paidAt: z.date().nullable(),
  email: z.string().nullable(),
  country: z.string().nullable(),
  state: z.enum(ORDER_STATES),
  products: z.array(z.string()),
  currency: z.string().nullable(),
  totalMinor: z.coerce.number(),
  offersMinor: z.coerce.number(),
  shown: z.int(),
  taken: z.int(),
})

/** One order as the merchant's table has it. Sums are in minor units, of what was paid and not given back. */
export type OrderRow = z.infer<typeof rowSchema>

type Where = { sql: string; values: unknown[] }

/** The conditions of a query, each value a parameter. */
function whereOf({ filters }: TableQuery): Where {
  const values: unknown[] = []
  const value = (one: unknown) => `$${values.push(one)}`
  const parts: string[] = []
  const { q, state, offers } = filters
  if (q && /^#?\d{1,9}$/.test(q)) parts.push(`o.number = ${value(Number(q.replace('#', '')))}`)
  else if (q) parts.push(`o.email LIKE ${value(`${q.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`)}`)
  if (state === 'paid' || state === 'refunded') parts.push('o.paid_at IS NOT NULL')
  if (state === 'unpaid') parts.push('o.paid_at IS NULL')
  const standing = `EXISTS (SELECT FROM order_line l WHERE l.order_id = o.id AND l.state = 'paid')`
  if (state === 'paid') parts.push(standing)
  if (state === 'refunded') parts.push(`NOT ${standing}`)
  const impression = (more: string) => `EXISTS (SELECT FROM impression i WHERE i.order_id = o.id ${more})`
  if (offers === 'taken') parts.push(impression(`AND i.state = 'accepted' AND i.undone_at IS NULL`))
  if (offers === 'shown') parts.push(impression('AND i.shown_at IS NOT NULL'))
  if (offers === 'none') parts.push(`NOT ${impression('AND i.shown_at IS NOT NULL')}`)
  const [from, to] = [readDay(filters.from), readDay(filters.to, 1)]
  if (from) parts.push(`o.created_at >= ${value(from)}`)
  if (to) parts.push(`o.created_at < ${value(to)}`)
  return { sql: parts.length > 0 ? `WHERE ${parts.join(' AND ')}` : '', values }
}

const COLUMNS = `o.id, o.number, o.created_at AS "placedAt", o.paid_at AS "paidAt", o.email, o.country,
  CASE WHEN o.paid_at IS NULL THEN 'unpaid' WHEN bool_or(l.state = 'paid') THEN 'paid' ELSE 'refunded' END AS state,
  array_agg(p.slug ORDER BY l.created_at) AS products,
  (array_agg(coalesce(l.currency, p.currency) ORDER BY l.created_at))[1] AS currency,
  coalesce(sum(l.total_minor) FILTER (WHERE l.state = 'paid'), 0) AS "totalMinor",
  coalesce(sum(l.total_minor) FILTER (WHERE l.state = 'paid' AND l.impression_id IS NOT NULL), 0) AS "offersMinor",
  (SELECT count(*)::int FROM impression i WHERE i.order_id = o.id AND i.shown_at IS NOT NULL) AS shown,
  (SELECT count(*)::int FROM impression i WHERE i.order_id = o.id AND i.state = 'accepted' AND i.undone_at IS NULL) AS taken`

/** One page of the orders. For the merchant: the caller has checked who asks. */
export async function listOrders(query: TableQuery<OrdersSort>): Promise<TablePage<OrderRow>> {
  const [rows, total] = await Promise.all([
    readOrders(query, { limit: PAGE_SIZE, offset: (query.page - 1) * PAGE_SIZE }),
    countOrders(query),
  ])
  return { rows, total }
}

async function countOrders(query: TableQuery): Promise<number> {
  const { sql, values } = whereOf(query)
  const { rows } = await pool.query<{ count: number }>(`SELECT count(*)::int FROM "order" o ${sql}`, values)
  return rows[0]?.count ?? 0
}

/** The orders of a query, from the newest or by their sums. */
export async function readOrders(
  query: TableQuery<OrdersSort>,
  { limit, offset }: { limit: number; offset: number },
): Promise<OrderRow[]> {
  const { sql, values } = whereOf(query)
  const way = query.dir === 'asc' ? 'ASC' : 'DESC'
  const chosen =
    query.sort === 'placed'
      ? `SELECT o.* FROM "order" o ${sql} ORDER BY o.number ${way} LIMIT ${limit} OFFSET ${offset}`
      : `SELECT o.* FROM "order" o JOIN (SELECT order_id, sum(total_minor) AS total FROM order_line WHERE state = 'paid'
          ${sql && `AND order_id IN (SELECT o.id FROM "order" o ${sql})`}
          GROUP BY 1 ORDER BY 2 ${way}, 1 LIMIT ${limit} OFFSET ${offset}) t ON t.order_id = o.id`
  const order = query.sort === 'placed' ? `o.number ${way}` : `"totalMinor" ${way}, o.id`
  const { rows } = await pool.query(
    `WITH o AS (${chosen}) SELECT ${COLUMNS} FROM o JOIN order_line l ON l.order_id = o.id
     JOIN product p ON p.id = l.product_id GROUP BY o.id, o.number, o.created_at, o.paid_at, o.email, o.country
     ORDER BY ${order}`,
    values,
  )
  return z.array(rowSchema).parse(rows)
}
