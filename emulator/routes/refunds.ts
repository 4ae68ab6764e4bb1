import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { createRefund, requireRefund } from '../refunds/refund'
import { toRefundListItem } from '../state/wire'

const createSchema = z.object({
  payment_id: z.string(),
  reason: z.string().max(3000).nullish(),
  metadata: metadataSchema.default({}),
  items: z
    .array(
      z.object({
        item_id: z.string(),
        amount: z.number().int().nullish(),
        tax_inclusive: z.boolean().default(true),
      }),
    )
    .nullish(),
})

const listSchema = z.object({
  ...pageQuery,
  ...createdQuery,
  customer_id: z.string().optional(),
  subscription_id: z.string().optional(),
  status: z.enum(['succeeded', 'failed', 'pending', 'review']).optional(),
})

export function refundRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  return new Hono()
    .post('/', async (c) => c.json(createRefund(emulator, await readBody(c, createSchema))))
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.refunds
        .newestFirst()
        .filter((row) => !query.customer_id || row.customer.customer_id === query.customer_id)
        .filter((row) => !query.status || row.status === query.status)
        .filter(
          (row) =>
            !query.subscription_id ||
            store.payments.get(row.payment_id)?.subscription_ids.includes(query.subscription_id),
        )
        .filter((row) => createdWithin(row, query))
      return c.json(page(rows.map(toRefundListItem), query))
    })
    .get('/:id', (c) => c.json(requireRefund(emulator, c.req.param('id'))))
}
