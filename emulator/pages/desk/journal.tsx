/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import type { JournalRow } from '../../state/rows'
import { sendDesk, Time } from '../desk'
import { formatMoney } from '../money'
import { Pager, paged } from './paged'
import { type Column, DataTable, Head } from './parts'

/** `/desk/journal`: every call of the API and every movement of money, as it happened. */
export function journalPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>().get('/', (c) => {
    const { kind, email } = c.req.query()
    const rows = emulator.journal
      .list({ email: email || undefined })
      .filter((row) => !kind || row.kind === kind)
      .reverse()
    const page = paged(c, rows)
    return sendDesk(
      c,
      'Journal',
      <>
        <Head
          title="Journal"
          lead="Every call of the API and every movement of money. Nothing is ever changed in it."
        />
        <form class="row">
          <label>
            Show
            <select name="kind">
              <option value="">Everything</option>
              <option value="money" selected={kind === 'money'}>
                Money
              </option>
              <option value="credit" selected={kind === 'credit'}>
                Credit
              </option>
              <option value="request" selected={kind === 'request'}>
                Calls
              </option>
            </select>
          </label>
          <label>
            Customer
            <input name="email" type="email" value={email ?? ''} placeholder="ada@example.com" />
          </label>
          <button type="submit">Show</button>
        </form>
        <DataTable label="Journal" rows={page.rows} columns={columns} empty="Nothing happened yet." />
        <Pager of={page} />
      </>,
    )
  })
}

const columns: readonly [Column<JournalRow>, ...Column<JournalRow>[]] = [
  { head: 'What', cell: (row) => <What row={row} /> },
  {
    head: 'Answer',
    cell: (row) => {
      if (row.kind === 'request') return <Status status={row.status} />
      return row.kind === 'money' ? 'money moved' : row.reason.replaceAll('_', ' ')
    },
  },
  { head: 'Customer', cell: (row) => row.email ?? '–' },
  { head: 'When (UTC)', cell: (row) => <Time at={row.at} />, kind: 'when' },
]

function What({ row }: { row: JournalRow }) {
  switch (row.kind) {
    case 'request':
      return (
        <code>
          {row.method} {row.path}
        </code>
      )
    case 'money':
      return (
        <a href={`/desk/payments/${row.payment_id}`}>
          {row.movement} {formatMoney(row.amount, row.currency, 'en')}
        </a>
      )
    case 'credit':
      return (
        <a href={`/desk/subscriptions/${row.subscription_id}`}>
          credit {formatMoney(row.amount, row.currency, 'en')}
        </a>
      )
  }
}

function Status({ status }: { status: number | null }) {
  if (status === null) return <span class="pill wait">no answer</span>
  return <span class={`pill ${status < 400 ? 'good' : 'bad'}`}>{status}</span>
}
