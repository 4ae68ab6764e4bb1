import pg from 'pg'
import { pool } from '../../lib/db/pool.ts'
import { listOrders, ORDERS_TABLE } from '../../lib/insight/orders.ts'
import { readFlow, readOverview } from '../../lib/insight/overview.ts'
import { readPeriod } from '../../lib/insight/period.ts'
import { readTableQuery } from '../../lib/insight/table-query.ts'
import { fillOrders, type Size } from './fill-orders.ts'

/** Fills the database it is given and asks for what the merchant's pages show. Prints, as JSON, how long each took. */

const size = JSON.parse(process.argv[2] ?? '') as Size & { rounds: number }
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await fillOrders(client, size)
// The filling went past the triggers that count.
await client.query('SELECT rebuild_shop_stat()')
await client.query('VACUUM ANALYZE shop_stat')
await client.end()

const orders = (params: Record<string, string>) => () => listOrders(readTableQuery(ORDERS_TABLE, params))
const asked: Record<string, () => Promise<unknown>> = {
  'overview of 90 days': () => readOverview(readPeriod('90', new Date()), 'USD'),
  'overview of a year': () => readOverview(readPeriod('365', new Date()), 'USD'),
  "a funnel's flow": () => readFlow('v1'),
  'orders, newest': orders({}),
  'orders, page 2,000': orders({ page: '2000' }),
  'orders with an offer taken': orders({ offers: 'taken' }),
  'orders by total': orders({ sort: 'total' }),
  'orders of a mailbox': orders({ q: 'a@example.com' }),
}

const times: Record<string, number[]> = {}
for (const [name, ask] of Object.entries(asked)) {
  await ask()
  const all: number[] = []
  for (let round = 0; round < size.rounds; round += 1) {
    const since = performance.now()
    await ask()
    all.push(performance.now() - since)
  }
  times[name] = all
}
process.stdout.write(JSON.stringify(times))
await pool.end()
