/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import { sendDesk, sendMissing } from '../desk'
import { Pager, paged } from './paged'
import { DataTable, Head } from './parts'
import { planName, subscriptionColumns } from './subscription-columns'
import { SubscriptionDetail } from './subscription-detail'

/** `/desk/subscriptions`: who pays for what again and again, and what is going to happen. */
export function subscriptionPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const page = paged(c, store.subscriptions.newestFirst())
      return sendDesk(
        c,
        'Subscriptions',
        <>
          <Head title="Subscriptions" lead="Advance the clock to see trials end and plans renew.">
            <a class="button" href="/desk/clock">
              Clock
            </a>
          </Head>
          <DataTable
            label="Subscriptions"
            rows={page.rows}
            columns={subscriptionColumns(emulator, 'everything')}
            empty="No subscription yet. Buying a recurring product opens one."
          />
          <Pager of={page} />
        </>,
      )
    })
    .get('/:id', (c) => {
      const subscription = store.subscriptions.get(c.req.param('id'))
      if (!subscription) return sendMissing(c, 'subscription')
      return sendDesk(
        c,
        planName(emulator, subscription),
        <SubscriptionDetail emulator={emulator} subscription={subscription} />,
      )
    })
}
