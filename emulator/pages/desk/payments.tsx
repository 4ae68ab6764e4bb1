/** @jsxImportSource hono/jsx */
import { Hono } from 'hono'
import { z } from 'zod'
import { isOpen, settlePayment } from '../../checkout/settle-payment'
import type { Emulator } from '../../emulator'
import { ApiError } from '../../http/api-error'
import type { ServerEnv } from '../../http/weather-middleware'
import { DECLINE_CODES } from '../../reference/declines'
import type { PaymentRow } from '../../state/rows'
import { sendDesk, sendMissing } from '../desk'
import { formatMoney } from '../money'
import { back, Note, postToApi, refusedBack } from './notes'
import { Pager, paged } from './paged'
import { DataTable, Head } from './parts'
import { paymentColumns } from './payment-columns'
import { PaymentDetail } from './payment-detail'

const endSchema = z.union([
  z.object({ end: z.enum(['succeeded', 'cancelled']) }).transform(({ end }) => ({ status: end })),
  z
    .object({ end: z.literal('failed'), code: z.enum(DECLINE_CODES) })
    .transform(({ end, code }) => ({ status: end, code })),
])

/** `/desk/payments`: what was charged, and the buttons that refund it or end it. */
export function paymentPages(emulator: Emulator): Hono<ServerEnv> {
  const { store } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => {
      const status = c.req.query('status')
      const all = store.payments.newestFirst().filter((row) => !status || row.status === status)
      const page = paged(c, all)
      return sendDesk(
        c,
        'Payments',
        <>
          <Head title="Payments" lead="Every try to pay is a payment of its own." />
          <StatusFilter chosen={status} rows={store.payments.all()} />
          <DataTable label="Payments" rows={page.rows} columns={paymentColumns} empty={EMPTY} />
          <Pager of={page} />
        </>,
      )
    })
    .get('/:id', (c) => {
      const payment = store.payments.get(c.req.param('id'))
      if (!payment) return sendMissing(c, 'payment')
      const title = `${formatMoney(payment.total_amount, payment.currency, 'en')} from ${payment.customer.email}`
      return sendDesk(
        c,
        title,
        <>
          <Note c={c} />
          <PaymentDetail emulator={emulator} payment={payment} isOpen={isOpen(payment)} />
        </>,
      )
    })
    .post('/:id/refund', async (c) => {
      const path = `/desk/payments/${c.req.param('id')}`
      const error = await postToApi(emulator, '/refunds', {
        payment_id: c.req.param('id'),
        reason: 'At the emulator’s desk',
      })
      return error ? refusedBack(c, path, error) : back(c, path, 'refunded')
    })
    .post('/:id/settle', async (c) => {
      const path = `/desk/payments/${c.req.param('id')}`
      const end = endSchema.safeParse(await c.req.parseBody())
      if (!end.success) return refusedBack(c, path, 'Choose how the payment ends')
      try {
        settlePayment(emulator, c.req.param('id'), end.data)
        return back(c, path, 'settled')
      } catch (error) {
        if (error instanceof ApiError) return refusedBack(c, path, error.message)
        throw error
      }
    })
}

const EMPTY = 'No payment yet. Open a checkout from your shop, or create a session with the SDK.'

function StatusFilter({ chosen, rows }: { chosen: string | undefined; rows: PaymentRow[] }) {
  const statuses = [...new Set(rows.map((row) => row.status ?? ''))].filter(Boolean).sort()
  if (statuses.length < 2) return null
  return (
    <form class="row">
      <label>
        Status
        <select name="status">
          <option value="">Any</option>
          {statuses.map((status) => (
            <option key={status} value={status} selected={status === chosen}>
              {status.replaceAll('_', ' ')}
            </option>
          ))}
        </select>
      </label>
      <button type="submit">Show</button>
    </form>
  )
}
