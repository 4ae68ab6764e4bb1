import { Hono } from 'hono'
import { requirePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { invoicePdf } from '../invoices/invoice'

/** `GET /invoices/payments/{id}`: public, as at the provider, because it stands in mails. */
export function invoiceRoutes(emulator: Emulator): Hono {
  return new Hono().get('/payments/:id', (c) => {
    const pdf = invoicePdf(requirePayment(emulator, c.req.param('id')))
    return c.body(new Uint8Array(pdf), 200, { 'content-type': 'application/pdf' })
  })
}
