import type { Refund } from 'dodopayments/resources/refunds'
import { Hono } from 'hono'
import { z } from 'zod'
import { requirePayment } from '../checkout/settle-payment'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { ApiError, notFound } from '../http/api-error'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import { toRefundListItem } from '../state/wire'

const REFUND_WINDOW_MS = 30 * 24 * 60 * 60 * 1000

const createSchema = z.object({
  payment_id: z.string(),
  reason: z.string().max(3000).nullish(),
  metadata: metadataSchema.default({}),
  items: z.array(z.unknown()).nullish(),
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
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      if (body.items?.length) {
        throw new ApiError(422, 'PARTIAL_REFUND_NOT_ALLOWED', 'The emulator refunds whole payments only')
      }
      return c.json(refundWhole(emulator, body))
    })
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
    .get('/:id', (c) => {
      const refund = store.refunds.get(c.req.param('id'))
      if (!refund) throw notFound(`Refund ${c.req.param('id')}`)
      return c.json(refund)
    })
}

function refundWhole(emulator: Emulator, body: z.output<typeof createSchema>): Refund {
  return emulator.store.commit(() => {
    const { store } = emulator
    const now = emulator.now()
    const payment = requirePayment(emulator, body.payment_id)
    if (payment.refund_status === 'full') {
      throw new ApiError(422, 'PAYMENT_ALREADY_REFUNDED', 'This payment is already refunded')
    }
    if (payment.status !== 'succeeded') {
      throw new ApiError(422, 'PAYMENT_NOT_SUCCEEDED', 'Only a payment that succeeded can be refunded')
    }
    if (payment.total_amount === 0) {
      throw new ApiError(422, 'ZERO_AMOUNT_PAYMENT_REFUND_NOT_ALLOWED', 'Nothing was paid')
    }
    if (now.getTime() - Date.parse(payment.created_at) > REFUND_WINDOW_MS) {
      throw new ApiError(422, 'REFUND_WINDOW_EXPIRED', 'Payments can be refunded for 30 days')
    }
    const refund = store.refunds.put({
      refund_id: newId('ref'),
      payment_id: payment.payment_id,
      business_id: BUSINESS_ID,
      brand_id: BRAND_ID,
      customer: payment.customer,
      amount: payment.total_amount,
      currency: payment.currency,
      reason: body.reason ?? null,
      is_partial: false,
      status: 'succeeded',
      metadata: body.metadata,
      created_at: now.toISOString(),
    })
    store.payments.put({
      ...payment,
      refund_status: 'full',
      refunds: [...payment.refunds, toRefundListItem(refund)],
      updated_at: now.toISOString(),
    })
    emulator.journal.add({
      kind: 'money',
      movement: 'refund',
      email: payment.customer.email,
      payment_id: payment.payment_id,
      amount: payment.total_amount,
      currency: payment.currency,
      metadata: payment.metadata,
    })
    emulator.outbox.enqueue('refund.succeeded', 'Refund', refund.refund_id, payment.customer.email)
    return refund
  })
}
