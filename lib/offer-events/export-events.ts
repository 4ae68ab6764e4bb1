import 'server-only'
import { db } from '@/lib/db/prisma'
import { toPayload } from './payload'

const PAGE = 1_000
const COLUMNS = [
  ...['seq', 'type', 'timestamp', 'offer', 'order', 'impression', 'version', 'placement'],
  ...['quantity', 'total', 'tax', 'currency'],
] as const

/**
 * All events from one time to another, oldest first, a line each: as NDJSON or as CSV with a head. Read page by page, so
 * that it may be any number. Amounts are minor units.
 */
export async function* exportEvents(
  format: 'csv' | 'ndjson',
  { from, until }: { from: Date; until: Date },
): AsyncGenerator<string> {
  if (format === 'csv') yield `${COLUMNS.join(',')}\n`
  for (let after = 0n; ; ) {
    const events = await db.offerEvent.findMany({
      where: { at: { gte: from, lt: until }, seq: { gt: after } },
      orderBy: { seq: 'asc' },
      take: PAGE,
    })
    for (const event of events) {
      const { data, ...head } = toPayload(event)
      const flat = { seq: event.seq.toString(), ...head, ...data }
      yield format === 'ndjson'
        ? `${JSON.stringify(flat)}\n`
        : `${COLUMNS.map((name) => quote(String(flat[name]))).join(',')}\n`
    }
    const last = events.at(-1)
    if (!last || events.length < PAGE) return
    after = last.seq
  }
}

/** As RFC 4180 has it, and so that no spreadsheet takes a name for a formula. */
function quote(value: string): string {
  const safe = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
