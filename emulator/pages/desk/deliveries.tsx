/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import type { DeliveryRow, EndpointRow } from '../../state/rows'
import { withNewSecret } from '../../webhooks/endpoints'
import { sendDesk, sendMissing } from '../desk'
import { deliveryColumns } from './delivery-columns'
import { DeliveryDetail } from './delivery-detail'
import { back, Note } from './notes'
import { Pager, paged } from './paged'
import { Act, Block, type Column, DataTable, Head } from './parts'

const PATH = '/desk/webhooks'

/** `/desk/webhooks`: every event with its attempts, and what to do with those held or lost. */
export function deliveryPages(emulator: Emulator): Hono<ServerEnv> {
  const { store, outbox } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const { type, state, email } = c.req.query()
      const all = outbox
        .find({ type: type || undefined, email: email || undefined })
        .filter((row) => !state || row.state === state)
        .reverse()
      const page = paged(c, all)
      const held = store.deliveries.all().filter((row) => row.state === 'held').length
      return sendDesk(
        c,
        'Webhooks',
        <>
          <Note c={c} />
          <Head
            title="Webhooks"
            lead="Each event is sent until an endpoint answers 2xx, eight times at most."
          >
            {held > 0 && <Release held={held} />}
          </Head>
          <Filter rows={store.deliveries.all()} chosen={{ type, state, email }} />
          <DataTable
            label="Webhook deliveries"
            rows={page.rows}
            columns={[
              deliveryColumns[0],
              ...deliveryColumns.slice(1, 3),
              customer,
              ...deliveryColumns.slice(3),
            ]}
            empty="No event to show."
          />
          <Pager of={page} />
          <Block title="Endpoints">
            <DataTable
              label="Endpoints"
              rows={store.endpoints.all()}
              columns={endpointColumns}
              empty="None. Register one with POST /webhooks, or give EMULATOR_WEBHOOK_URL at start."
            />
          </Block>
        </>,
      )
    })
    .get('/:id', (c) => {
      const delivery = store.deliveries.get(c.req.param('id'))
      if (!delivery) return sendMissing(c, 'delivery')
      return sendDesk(
        c,
        delivery.type,
        <>
          <Note c={c} />
          <DeliveryDetail emulator={emulator} delivery={delivery} />
        </>,
      )
    })
    .post('/release', async (c) => {
      const { order } = await c.req.parseBody()
      outbox.release({}, { order: order === 'reversed' || order === 'shuffled' ? order : 'sent' })
      return back(c, PATH, 'released')
    })
    .post('/:id/replay', (c) => {
      outbox.replay(c.req.param('id'))
      return back(c, `${PATH}/${c.req.param('id')}`, 'replayed')
    })
    .post('/endpoints/:id/rotate', (c) => {
      const endpoint = store.endpoints.get(c.req.param('id'))
      if (!endpoint) return sendMissing(c, 'endpoint')
      store.endpoints.put(withNewSecret(endpoint, emulator.now()))
      return back(c, PATH, 'rotated')
    })
}

const customer: Column<DeliveryRow> = { head: 'Customer', cell: (row) => row.email }

const endpointColumns: readonly [Column<EndpointRow>, ...Column<EndpointRow>[]] = [
  { head: 'Address', cell: (row) => <code>{row.url}</code> },
  { head: 'Events', cell: (row) => row.filter_types?.join(', ') || 'all' },
  {
    head: 'Secret',
    cell: (row) => (
      <details>
        <summary>Show</summary>
        <code>{row.secret}</code>
      </details>
    ),
  },
  {
    head: 'New secret',
    cell: (row) => (
      <Act to={`${PATH}/endpoints/${row.id}/rotate`} label="Rotate" name={`Rotate secret of ${row.url}`} />
    ),
  },
]

function Release({ held }: { held: number }) {
  return (
    <form class="row" method="post" action={`${PATH}/release`}>
      <label>
        Order
        <select name="order">
          <option value="sent">As they happened</option>
          <option value="reversed">Backwards</option>
          <option value="shuffled">Shuffled</option>
        </select>
      </label>
      <button type="submit" class="primary">
        Release {held} held
      </button>
    </form>
  )
}

interface FilterProps {
  rows: DeliveryRow[]
  chosen: { type: string | undefined; state: string | undefined; email: string | undefined }
}

function Filter({ rows, chosen }: FilterProps) {
  const types = [...new Set(rows.map((row) => row.type))].sort()
  const states = [...new Set(rows.map((row) => row.state))].sort()
  return (
    <form class="row">
      <Select name="type" label="Event" options={types} chosen={chosen.type} />
      <Select name="state" label="State" options={states} chosen={chosen.state} />
      <label>
        Customer
        <input name="email" type="email" value={chosen.email ?? ''} placeholder="ada@example.com" />
      </label>
      <button type="submit">Show</button>
    </form>
  )
}

interface SelectProps {
  name: string
  label: string
  options: string[]
  chosen: string | undefined
}

function Select({ name, label, options, chosen }: SelectProps) {
  return (
    <label>
      {label}
      <select name={name}>
        <option value="">Any</option>
        {options.map((option) => (
          <option key={option} selected={option === chosen}>
            {option}
          </option>
        ))}
      </select>
    </label>
  )
}
