import { Hono } from 'hono'
import type { Emulator } from '../../emulator'
import type { ServerEnv } from '../../http/weather-middleware'
import { sendMissing } from '../desk'

/** `/desk/find?q=`: straight to what an id or an e-mail address names. */
export function findPages(emulator: Emulator): Hono<ServerEnv> {
  return new Hono<ServerEnv>().get('/', async (c) => {
    const place = placeOf(emulator, (c.req.query('q') ?? '').trim())
    if (place) return c.redirect(place)
    return sendMissing(c, 'e-mail address or id')
  })
}

function placeOf({ store }: Emulator, text: string): string | null {
  if (store.payments.get(text)) return `/desk/payments/${text}`
  if (store.subscriptions.get(text)) return `/desk/subscriptions/${text}`
  if (store.products.get(text)) return `/desk/products/${text}`
  if (store.deliveries.get(text)) return `/desk/webhooks/${text}`
  const session = store.sessions.get(text)
  if (session) return session.payment_id ? `/desk/payments/${session.payment_id}` : `/session/${text}`
  const customer =
    store.customers.get(text) ??
    store.customers.newestFirst().find((row) => row.email.toLowerCase() === text.toLowerCase())
  return customer ? `/desk/customers/${customer.customer_id}` : null
}
