import 'server-only'
import { pool } from '@/lib/db/pool'

/** A paid order as it was, with what came of its offers. */
export type PastOrder = {
  id: string
  person: string
  paidAt: Date
  locale: string
  country: string | null
  campaign: string | null
  currency: string | null
  totalMinor: number | null
  coupons: string[]
  methodKind: string | null
  /** Whether the payment left a method that can be charged. */
  chargeable: boolean
  /** What it began with. */
  lines: { productId: string; quantity: number }[]
  /** Products of offers that were bought and kept. */
  taken: string[]
  /** Products that were declined or given back, and when. */
  refused: { productId: string; at: Date }[]
  /** How many offers it was shown. */
  asks: number
}

// Small enough that whoever waits for the same process hardly notices.
const PAGE = 1_000

const PERSON = `CASE WHEN o.user_id IS NULL THEN 'browser:' || o.session_id ELSE 'user:' || o.user_id END`

const ORDERS = `
  SELECT o.id, ${PERSON} AS person, o.paid_at AS "paidAt", o.locale, o.country, o.campaign, p.currency,
    p.total_minor AS "totalMinor", coalesce(p.coupons, '{}') AS coupons, p.method_kind AS "methodKind",
    p.payment_method_id IS NOT NULL AS chargeable, o.paid_at::text AS at
  FROM "order" o
  LEFT JOIN LATERAL (
    SELECT q.* FROM order_line l JOIN payment q ON q.id = l.payment_id
    WHERE l.order_id = o.id AND l.impression_id IS NULL ORDER BY l.created_at LIMIT 1) p ON true
  WHERE (o.paid_at, o.id) > ($1::timestamptz, $2) AND o.paid_at < $3
  ORDER BY o.paid_at, o.id LIMIT ${PAGE}`

const LINES = `
  SELECT order_id AS "orderId", product_id AS "productId", quantity, impression_id IS NULL AS main
  FROM order_line l WHERE order_id = ANY ($1) AND (state = 'paid'
    OR EXISTS (SELECT FROM order_line n WHERE n.replaces_id = l.id AND n.state <> 'unpaid'))`

const ANSWERS = `
  SELECT i.order_id AS "orderId", f.product_id AS "productId", (extract(epoch FROM coalesce(i.undone_at, i.decided_at)) * 1000)::float8 AS at,
    i.state = 'declined' OR i.undone_at IS NOT NULL AS refused, f.placement <> 'product_page' AND i.shown_at IS NOT NULL AS ask
  FROM impression i JOIN offer f ON f.id = i.offer_id WHERE i.order_id = ANY ($1)`

type Head = Omit<PastOrder, 'lines' | 'taken' | 'refused' | 'asks'>
type Line = { orderId: string; productId: string; quantity: number; main: boolean }
type Answer = { orderId: string; productId: string; at: number | null; refused: boolean; ask: boolean }

/** All paid orders of a time, oldest first, in pages. The next page is read while one is worked on. */
export async function* readOrders(from: Date, until: Date): AsyncGenerator<PastOrder[]> {
  let next: Promise<Page> | null = readPage(from.toISOString(), '', until)
  while (next) {
    const { orders, last }: Page = await next
    next = last && readPage(last.at, last.id, until)
    // Whoever stops early never hears of a page that could not be read.
    next?.catch(() => undefined)
    yield orders
  }
}

/** A page, and where the next one begins; the database's own words for the time: ours are cut to milliseconds. */
type Page = { orders: PastOrder[]; last: { at: string; id: string } | null }

async function readPage(at: string, id: string, until: Date): Promise<Page> {
  const { rows } = await pool.query<Head & { at: string }>(ORDERS, [at, id, until])
  const ids = rows.map((row) => row.id)
  const [lines, answers] = await Promise.all([
    pool.query<Line>(LINES, [ids]),
    pool.query<Answer>(ANSWERS, [ids]),
  ])
  const linesOf = groupBy(lines.rows)
  const answersOf = groupBy(answers.rows)
  return {
    orders: rows.map((head) => withParts(head, linesOf.get(head.id) ?? [], answersOf.get(head.id) ?? [])),
    last: (rows.length === PAGE && rows.at(-1)) || null,
  }
}

function groupBy<T extends { orderId: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.orderId)
    if (group) group.push(row)
    else groups.set(row.orderId, [row])
  }
  return groups
}

const withParts = (head: Head, lines: readonly Line[], answers: readonly Answer[]): PastOrder => ({
  ...head,
  lines: lines.filter(({ main }) => main),
  taken: lines.filter(({ main }) => !main).map(({ productId }) => productId),
  refused: answers.flatMap(({ productId, at, refused }) =>
    refused && at !== null ? [{ productId, at: new Date(at) }] : [],
  ),
  asks: answers.filter(({ ask }) => ask).length,
})

/** How many orders there are to go through. */
export async function countOrders(from: Date, until: Date): Promise<number> {
  const { rows } = await pool.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM "order" WHERE paid_at >= $1 AND paid_at < $2',
    [from, until],
  )
  return rows[0]?.n ?? 0
}

/** What those who buy within a time had bought and refused before it, by person. */
export async function readEarlier(
  from: Date,
  until: Date,
): Promise<
  { person: string; orders: number; products: string[]; value: Record<string, number>; last: Date }[]
> {
  const { rows } = await pool.query(
    `WITH people AS (SELECT DISTINCT ${PERSON} AS person FROM "order" o WHERE o.paid_at >= $1 AND o.paid_at < $2),
     sold AS (
       SELECT ${PERSON} AS person, l.currency, count(DISTINCT o.id)::int AS orders, array_agg(DISTINCT l.product_id) AS products,
         sum(l.total_minor)::float8 AS total, max(o.paid_at) AS last
       FROM "order" o JOIN order_line l ON l.order_id = o.id AND l.state = 'paid'
       WHERE o.paid_at < $1 GROUP BY 1, 2)
     SELECT s.person, sum(s.orders)::int AS orders, jsonb_agg(s.products) AS products, jsonb_object_agg(s.currency, s.total) AS value,
       max(s.last) AS last
     FROM sold s JOIN people p ON p.person = s.person GROUP BY 1`,
    [from, until],
  )
  return rows.map((row) => ({ ...row, products: row.products.flat() }))
}
