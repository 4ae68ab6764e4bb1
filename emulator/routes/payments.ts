import type { IntentStatus } from 'dodopayments/resources/payments'
import { Hono } from 'hono'
import { z } from 'zod'
import { requirePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { toPayment, toPaymentListItem } from '../state/wire'

const STATUSES = [
  'succeeded',
  'failed',
  'cancelled',
  'processing',
  'requires_customer_action',
  'requires_merchant_action',
  'requires_payment_method',
  'requires_confirmation',
  'requires_capture',
  'partially_captured',
  'partially_captured_and_capturable',
] as const satisfies readonly IntentStatus[]

const listSchema = z.object({
  ...pageQuery,
  ...createdQuery,
  customer_id: z.string().optional(),
  subscription_id: z.string().optional(),
  product_id: z.string().optional(),
  currency: z.string().optional(),
  status: z.enum(STATUSES).optional(),
})

export function paymentRoutes(emulator: Emulator): Hono {
  return new Hono()
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = emulator.store.payments
        .newestFirst()
        .filter((row) => !query.customer_id || row.customer.customer_id === query.customer_id)
        .filter((row) => !query.subscription_id || row.subscription_ids.includes(query.subscription_id))
        .filter((row) => !query.product_id || row.internal.lines.some((l) => l.item_id === query.product_id))
        .filter((row) => !query.currency || row.currency === query.currency)
        .filter((row) => !query.status || row.status === query.status)
        .filter((row) => createdWithin(row, query))
      return c.json(page(rows.map(toPaymentListItem), query))
    })
    .get('/:id', (c) => c.json(toPayment(requirePayment(emulator, c.req.param('id')))))
}
