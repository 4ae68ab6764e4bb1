import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { toSubscriptionListItem } from '../state/wire'

const listSchema = z.object({
  ...pageQuery,
  ...createdQuery,
  customer_id: z.string().optional(),
  product_id: z.string().optional(),
  status: z
    .enum(['pending', 'active', 'on_hold', 'paused', 'cancelled', 'failed', 'expired', 'past_due'])
    .optional(),
})

export function subscriptionRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.subscriptions
        .newestFirst()
        .filter((row) => !query.customer_id || row.customer.customer_id === query.customer_id)
        .filter((row) => !query.product_id || row.product_id === query.product_id)
        .filter((row) => !query.status || row.status === query.status)
        .filter((row) => createdWithin(row, query))
        .map((row) => toSubscriptionListItem(row, store.products.get(row.product_id)))
      return c.json(page(rows, query))
    })
    .get('/:id', (c) => {
      const id = c.req.param('id')
      const subscription = store.subscriptions.get(id)
      if (!subscription) throw notFound(`Subscription ${id}`)
      return c.json(subscription)
    })
}
