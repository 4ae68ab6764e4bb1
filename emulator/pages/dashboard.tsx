/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { listPaymentMethods } from '../checkout/customers'
import type { Emulator } from '../emulator'
import type { ServerEnv } from '../http/weather-middleware'
import { refuseStrangers } from '../routes/control'
import type { DeliveryRow, PaymentRow } from '../state/rows'
import { Desk, ScrollTable, Time } from './desk'
import { DESK_STYLE } from './desk-style'
import { sendPage } from './document'
import { formatMoney } from './money'

const ROWS_SHOWN = 50

/** `/`: the latest payments, customers and webhook deliveries, with a button to send one again. */
export function dashboardPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) =>
      sendPage(c, {
        title: 'Emulator',
        language: 'en',
        style: DESK_STYLE,
        body: (
          <Desk>
            <h1>Dashboard</h1>
            <h2>Payments</h2>
            <Payments rows={store.payments.newestFirst().slice(0, ROWS_SHOWN)} />
            <h2>Webhook deliveries</h2>
            <Deliveries emulator={emulator} rows={store.deliveries.newestFirst().slice(0, ROWS_SHOWN)} />
            <h2>Customers</h2>
            <Customers emulator={emulator} />
          </Desk>
        ),
      }),
    )
    .post('/deliveries/:id/replay', (c) => {
      refuseStrangers(c)
      emulator.outbox.replay(c.req.param('id'))
      return c.redirect('/', 303)
    })
}

function Payments({ rows }: { rows: PaymentRow[] }) {
  if (rows.length === 0) return <p class="empty">No payment yet.</p>
  return (
    <ScrollTable label="Payments">
      <thead>
        <tr>
          <th>When (UTC)</th>
          <th>Customer</th>
          <th class="number">Amount</th>
          <th>Status</th>
          <th>Card</th>
          <th>Payment</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.payment_id}>
            <td>
              <Time at={row.created_at} />
            </td>
            <td>{row.customer.email}</td>
            <td class="number">{formatMoney(row.total_amount, row.currency, 'en')}</td>
            <td>
              <span class={toneOf(row.status)}>{row.refund_status ? 'refunded' : row.status}</span>{' '}
              {row.error_code && <code>{row.error_code}</code>}
              {row.status === 'requires_customer_action' && <a href={row.payment_link ?? ''}>authenticate</a>}
            </td>
            <td>•••• {row.card_last_four}</td>
            <td>
              <code>{row.payment_id}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function Deliveries({ emulator, rows }: { emulator: Emulator; rows: DeliveryRow[] }) {
  if (rows.length === 0) return <p class="empty">No event yet.</p>
  return (
    <ScrollTable label="Webhook deliveries">
      <thead>
        <tr>
          <th>When (UTC)</th>
          <th>Event</th>
          <th>Customer</th>
          <th>State</th>
          <th>Last answer</th>
          <th>
            <span class="soft">Action</span>
          </th>
          <th>Endpoint</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => {
          const last = row.attempts.at(-1)
          return (
            <tr key={row.id}>
              <td>
                <Time at={row.timestamp} />
              </td>
              <td>{row.type}</td>
              <td>{row.email}</td>
              <td>
                <span class={toneOf(row.state)}>{row.state}</span>{' '}
                {row.attempts.length > 1 && <span class="soft">({row.attempts.length} attempts)</span>}
              </td>
              <td>{last ? (last.status ?? last.error) : '–'}</td>
              <td>
                <form method="post" action={`/deliveries/${row.id}/replay`}>
                  <button type="submit" aria-label={`Replay ${row.type} ${row.id}`}>
                    Replay
                  </button>
                </form>
              </td>
              <td>
                <code>{emulator.store.endpoints.get(row.endpoint_id)?.url ?? 'removed'}</code>
              </td>
            </tr>
          )
        })}
      </tbody>
    </ScrollTable>
  )
}

function Customers({ emulator }: { emulator: Emulator }) {
  const rows = emulator.store.customers.newestFirst().slice(0, ROWS_SHOWN)
  if (rows.length === 0) return <p class="empty">No customer yet.</p>
  return (
    <ScrollTable label="Customers">
      <thead>
        <tr>
          <th>Since (UTC)</th>
          <th>Email</th>
          <th>Name</th>
          <th>Saved cards</th>
          <th>Mail</th>
          <th>Customer</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.customer_id}>
            <td>
              <Time at={row.created_at} />
            </td>
            <td>{row.email}</td>
            <td>{row.name}</td>
            <td>
              {listPaymentMethods(emulator.store, row.customer_id)
                .map((method) => `•••• ${method.number.slice(-4)}`)
                .join(', ') || '–'}
            </td>
            <td>
              <a href={`/mailbox?to=${encodeURIComponent(row.email)}`} aria-label={`Mail to ${row.email}`}>
                Mail
              </a>
            </td>
            <td>
              <code>{row.customer_id}</code>
            </td>
          </tr>
        ))}
      </tbody>
    </ScrollTable>
  )
}

function toneOf(status: string | null | undefined): 'good' | 'bad' | 'wait' {
  if (status === 'succeeded' || status === 'delivered') return 'good'
  if (status === 'failed' || status === 'cancelled' || status === 'dropped') return 'bad'
  return 'wait'
}
