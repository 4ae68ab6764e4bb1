import type {
  IntentStatus,
  PaymentCreateResponse,
  PaymentRetrieveLineItemsResponse,
} from 'dodopayments/resources/payments'
import { Hono } from 'hono'
import { z } from 'zod'
import { requirePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { CURRENCIES } from '../reference/currencies'
import { refundable } from '../refunds/parts'
import type { PaymentRow } from '../state/rows'
import { toPayment, toPaymentListItem } from '../state/wire'
import { createPayment, paymentSchema } from './payment-create'

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
  brand_id: z.string().optional(),
  currency: z.enum(CURRENCIES).optional(),
  status: z.enum(STATUSES).optional(),
})

export function paymentRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  const hasKey = (row: PaymentRow) => store.licenseKeys.all().some((key) => key.payment_id === row.payment_id)
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, paymentSchema)
      return c.json(createPayment(emulator, body) satisfies PaymentCreateResponse)
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.payments
        .newestFirst()
        .filter((row) => !query.customer_id || row.customer.customer_id === query.customer_id)
        .filter((row) => !query.subscription_id || row.subscription_ids.includes(query.subscription_id))
        .filter((row) => !query.product_id || row.internal.lines.some((l) => l.item_id === query.product_id))
        .filter((row) => !query.brand_id || row.brand_id === query.brand_id)
        .filter((row) => !query.currency || row.currency === query.currency)
        .filter((row) => !query.status || row.status === query.status)
        .filter((row) => createdWithin(row, query))
      const { items } = page(rows, query)
      return c.json({ items: items.map((row) => toPaymentListItem(row, hasKey(row))) })
    })
    .get('/:id', (c) => c.json(toPayment(requirePayment(emulator, c.req.param('id')))))
    .get('/:id/line-items', (c) => {
      const payment = requirePayment(emulator, c.req.param('id'))
      const left = payment.status === 'succeeded' ? refundable(store, payment) : []
      return c.json({
        currency: payment.currency,
        items: payment.internal.lines.map((line, index) => ({
          items_id: line.item_id,
          name: line.name,
          description: store.products.get(line.item_id)?.description ?? null,
          amount: line.amount,
          tax: line.tax,
          refundable_amount: left[index] ?? 0,
        })),
      } satisfies PaymentRetrieveLineItemsResponse)
    })
}
