import 'server-only'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { EVENTS_TABLE, readEvents } from '@/lib/offer-events/list-events'
import { writeAudit } from '@/lib/review/audit'
import { AUDIT_TABLE, listAudit } from './audit-log'
import { BREAKS_TABLE, listBreaks } from './books'
import { csvLine, plainAmount } from './csv'
import { INBOX_TABLE, listInbox } from './inbox'
import { ORDERS_TABLE, readOrders } from './orders'
import { readOverview } from './overview'
import { readPeriod } from './period'
import { listProductRows, PRODUCTS_TABLE } from './products'
import { readTableQuery } from './table-query'

const CHUNK = 2_000
/** More than this in one file helps nobody; a shorter time does. */
const MOST = 500_000

type Params = Record<string, string>
type Cells = Parameters<typeof csvLine>[0]
type Table = (params: Params) => AsyncGenerator<Cells>

const text = (value: unknown) => (value === null || value === undefined ? '' : JSON.stringify(value))

const TABLES: Record<string, Table> = {
  orders: async function* (params) {
    yield [
      'number',
      'placed',
      'paid',
      'e-mail',
      'country',
      'state',
      'products',
      'currency',
      'total',
      'from offers',
      'offers shown',
      'offers taken',
    ]
    const query = readTableQuery(ORDERS_TABLE, params)
    for (let offset = 0; offset < MOST; offset += CHUNK) {
      const rows = await readOrders(query, { limit: CHUNK, offset })
      for (const row of rows) {
        const currency = row.currency ?? 'USD'
        yield [
          row.number,
          row.placedAt,
          row.paidAt,
          row.email,
          row.country,
          row.state,
          row.products.join(' '),
          row.currency,
          plainAmount(row.totalMinor, currency),
          plainAmount(row.offersMinor, currency),
          row.shown,
          row.taken,
        ]
      }
      if (rows.length < CHUNK) return
    }
  },
  events: async function* (params) {
    yield ['seq', 'type', 'at', 'offer', 'order', 'version', 'place', 'quantity', 'currency', 'total', 'tax']
    for await (const event of readEvents(readTableQuery(EVENTS_TABLE, params)))
      yield [
        event.seq.toString(),
        event.type,
        event.at,
        event.offerId,
        event.orderId,
        event.versionId,
        event.placement,
        event.quantity,
        event.currency,
        plainAmount(event.totalMinor, event.currency),
        plainAmount(event.taxMinor, event.currency),
      ]
  },
  products: async function* (params) {
    yield ['slug', 'name', 'kind', 'currency', 'price', 'interval', 'sync', 'synced', 'sold']
    const { rows } = await listProductRows(readTableQuery(PRODUCTS_TABLE, params), 'en')
    for (const row of rows)
      yield [
        row.slug,
        row.name,
        row.kind,
        row.currency,
        plainAmount(row.priceMinor, row.currency),
        row.interval,
        row.sync,
        row.syncedAt,
        row.sold,
      ]
  },
  inbox: async function* (params) {
    yield ['id', 'type', 'state', 'tries', 'deliveries', 'received', 'done', 'note']
    const query = readTableQuery(INBOX_TABLE, params)
    const { rows } = await listInbox({ ...query, page: 1 }, 50_000)
    for (const row of rows)
      yield [
        row.id,
        row.eventType,
        row.state,
        row.attempts,
        row.deliveries,
        row.receivedAt,
        row.doneAt,
        row.note,
      ]
  },
  books: async function* (params) {
    yield ['kind', 'class', 'subject', 'detail', 'first seen', 'last seen', 'closed']
    const query = readTableQuery(BREAKS_TABLE, params)
    const { rows } = await listBreaks({ ...query, page: 1 }, 50_000)
    for (const row of rows)
      yield [row.kind, row.class, row.subject, row.detail, row.firstSeen, row.lastSeen, row.closedAt]
  },
  figures: async function* (params) {
    yield [
      'offer',
      'place',
      'funnel',
      'version',
      'shown',
      'taken',
      'declined',
      'expired',
      'undone',
      'currency',
      'paid',
      'given back',
    ]
    const { offers, currency } = await readOverview(readPeriod(params.days, new Date()), params.currency)
    for (const row of offers)
      yield [
        row.offer,
        row.placement,
        row.funnel,
        row.version,
        row.shown,
        row.accepted,
        row.declined,
        row.expired,
        row.undone,
        currency,
        plainAmount(row.revenueMinor, currency),
        plainAmount(row.refundedMinor, currency),
      ]
  },
  audit: async function* (params) {
    yield ['at', 'who', 'what', 'on', 'reason', 'evidence', 'before', 'after']
    const query = readTableQuery(AUDIT_TABLE, params)
    const { rows } = await listAudit({ ...query, page: 1 }, 50_000)
    for (const row of rows)
      yield [
        row.at,
        row.actor,
        row.action,
        row.subject,
        row.reason,
        text(row.evidence),
        text(row.before),
        text(row.after),
      ]
  },
}

/** A table as a stream of CSV; null when there is none of that name. That somebody took it away is written down. */
export function exportTable(name: string, params: Params, actor: string): ReadableStream<Uint8Array> | null {
  const table = Object.hasOwn(TABLES, name) ? TABLES[name] : undefined
  if (!table) return null
  const encoder = new TextEncoder()
  const lines = table(params)
  return new ReadableStream({
    start: () => writeAudit(db, { actor, action: 'export', subject: name, reason: '', evidence: params }),
    pull: async (controller) => {
      try {
        let chunk = ''
        for (let count = 0; count < 500; count += 1) {
          const { value, done } = await lines.next()
          if (value) chunk += csvLine(value)
          if (!done) continue
          if (chunk) controller.enqueue(encoder.encode(chunk))
          return controller.close()
        }
        controller.enqueue(encoder.encode(chunk))
      } catch (error) {
        logger.error({ err: error, table: name }, 'an export broke off')
        controller.error(error)
      }
    },
  })
}
