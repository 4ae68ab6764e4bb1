import pg from 'pg'
import { collectFacts, toShopper } from '../../lib/arbiter/collect-facts.ts'
import { decide } from '../../lib/arbiter/decide.ts'
import { readDealings } from '../../lib/arbiter/read-dealings.ts'
import { toTrace } from '../../lib/arbiter/trace.ts'
import { pool } from '../../lib/db/pool.ts'
import { readOffered } from '../../lib/funnels/published.ts'
import { loadOrder, occasionOf } from '../../lib/offers/load-order.ts'
import { fillOrders, REGULAR, type Size } from './fill-orders.ts'

/**
 * Fills the database it is given and decides for the browser that has bought most, again and again. Prints, as JSON, how
 * long each decision took: from the order's id to the winner with its reasons, and the part of it that is no reading.
 */

const size = JSON.parse(process.argv[2] ?? '') as Size & { rounds: number }
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await fillOrders(client, size)
const { rows } = await client.query<{ id: string }>(
  `SELECT id FROM "order" WHERE session_id = $1 ORDER BY id LIMIT $2`,
  [REGULAR, size.rounds],
)
await client.end()

async function once(orderId: string): Promise<{ whole: number; pure: number; considered: number }> {
  const since = performance.now()
  const [order, offered] = await Promise.all([loadOrder(orderId), readOffered()])
  if (!order) throw new Error('The order is not there.')
  const now = new Date()
  const dealings = await readDealings(order, order.id, now)
  const read = performance.now()
  const facts = collectFacts(occasionOf(order, now), dealings, offered.products)
  const decision = decide('post_purchase', offered.versions, {
    ...{ facts, offered, experiments: [], ranking: 'priority' as const, worthOf: () => 0 },
    shopper: toShopper(dealings, offered.products, ''),
    // As if nothing had been suggested yet: all funnels are to be considered.
    budget: { monthlyAsks: Number.POSITIVE_INFINITY, monthlyAsksAfterRefund: Number.POSITIVE_INFINITY },
    seen: new Set(order.impressions.map(({ offerId }) => offerId)),
  })
  toTrace(decision, facts, [])
  const end = performance.now()
  return { whole: end - since, pure: end - read, considered: decision.verdicts.length }
}

for (const { id } of rows.slice(0, 50)) await once(id)
const times = []
for (const { id } of rows) times.push(await once(id))
process.stdout.write(JSON.stringify(times))
await pool.end()
