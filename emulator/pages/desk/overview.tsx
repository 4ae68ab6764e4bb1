/** @jsxImportSource hono/jsx */
import type { Emulator } from '../../emulator'
import { deliveryColumns } from './delivery-columns'
import { Block, DataTable, Head } from './parts'
import { paymentColumns } from './payment-columns'

const ROWS_SHOWN = 8

/** `/`: how things stand, and what happened last. */
export function Overview({ emulator }: { emulator: Emulator }) {
  const { store, weather } = emulator
  const rules = weather.list().length
  const waiting = store.deliveries
    .all()
    .filter((row) => row.state === 'pending' || row.state === 'held').length
  const active = store.subscriptions.all().filter((row) => row.status === 'active').length
  return (
    <>
      <Head title="Overview" lead={`Answers the API of Dodo Payments at ${emulator.url}.`} />
      <div class="tiles">
        <Tile href="/desk/payments" name="Payments" value={String(store.payments.all().length)} />
        <Tile href="/desk/subscriptions" name="Active subscriptions" value={String(active)} />
        <Tile href="/desk/webhooks" name="Webhooks waiting" value={String(waiting)} />
        <Tile
          href="/desk/weather"
          name="Weather"
          value={rules === 0 ? 'Fair' : `${rules} ${rules === 1 ? 'rule' : 'rules'}`}
        />
        <Tile href="/desk/clock" name="Clock (UTC)" value={emulator.now().toISOString().slice(0, 10)} />
      </div>
      <Block title="Latest payments" more={{ href: '/desk/payments', name: 'All payments' }}>
        <DataTable
          label="Latest payments"
          rows={store.payments.newestFirst().slice(0, ROWS_SHOWN)}
          columns={paymentColumns}
          empty="No payment yet. Open a checkout from your shop, or create a session with the SDK."
        />
      </Block>
      <Block title="Latest webhooks" more={{ href: '/desk/webhooks', name: 'All webhooks' }}>
        <DataTable
          label="Latest webhooks"
          rows={store.deliveries.newestFirst().slice(0, ROWS_SHOWN)}
          columns={deliveryColumns}
          empty="No event yet. Register an endpoint with POST /webhooks."
        />
      </Block>
    </>
  )
}

function Tile({ href, name, value }: { href: string; name: string; value: string }) {
  return (
    <a class="tile" href={href}>
      <span>{name}</span>
      <strong>{value}</strong>
    </a>
  )
}
