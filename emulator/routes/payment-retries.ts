import { Hono } from 'hono'
import { requirePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { retryPayment, retryState } from '../subscriptions/manual-retry'

/** `/payments/{id}/retry`: whether a failed charge may be tried again by hand, and the try. */
export function paymentRetryRoutes(emulator: Emulator): Hono {
  return new Hono()
    .get('/:id/retry', (c) => c.json(retryState(emulator, requirePayment(emulator, c.req.param('id')))))
    .post('/:id/retry', (c) => c.json(retryPayment(emulator, c.req.param('id'))))
}
