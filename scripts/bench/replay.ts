import pg from 'pg'
import { pool } from '../../lib/db/pool.ts'
import { replay } from '../../lib/replay/replay.ts'
import { fillOrders, type Size } from './fill-orders.ts'

/** Fills the database it is given and replays one of its funnels over all its orders. Prints, as JSON, how long it took. */

const size = JSON.parse(process.argv[2] ?? '') as Size
const client = new pg.Client({ connectionString: process.env.DATABASE_URL })
await client.connect()
await fillOrders(client, size)
await client.end()

const since = performance.now()
const result = await replay('v1', undefined, 91)
const ms = performance.now() - since
process.stdout.write(JSON.stringify({ ms, orders: result?.orders, matched: result?.matched }))
await pool.end()
