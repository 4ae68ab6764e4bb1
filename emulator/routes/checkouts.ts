import type { CheckoutSessionResponse, CheckoutSessionStatus } from 'dodopayments/resources/checkout-sessions'
import { Hono } from 'hono'
import { emailOf } from '../checkout/customers'
import { toPreview } from '../checkout/preview'
import { billingOf, customerOf, quoteRequest, refuseContradictions, taxIdOf } from '../checkout/request'
import {
  chargeSavedMethod,
  confirmSession,
  createSession,
  requireAddress,
  requireSession,
} from '../checkout/sessions'
import type { Emulator } from '../emulator'
import { invalidBody } from '../http/api-error'
import { readBody } from '../http/body'
import { newId } from '../ids'
import { checkoutSchema } from './checkout-schema'

export function checkoutRoutes(emulator: Emulator): Hono {
  const pageOf = (sessionId: string) => `${emulator.url}/session/${sessionId}`
  return new Hono()
    .post('/', async (c) => {
      const request = await readBody(c, checkoutSchema)
      if (request.payment_method_id) {
        if (!request.confirm) throw invalidBody('payment_method_id needs confirm: true')
        const payment = chargeSavedMethod(emulator, request, request.payment_method_id)
        return c.json(answer(payment.checkout_session_id ?? '', { payment_id: payment.payment_id }))
      }
      if (request.confirm) {
        requireAddress(request)
        const { session, payment } = confirmSession(emulator, request)
        return c.json(
          answer(session.session_id, {
            checkout_url: pageOf(session.session_id),
            payment_id: payment.payment_id,
            client_secret: clientSecret(payment.payment_id),
            publishable_key: 'pk_test_emulator',
          }),
        )
      }
      const { session_id } = createSession(emulator, request)
      return c.json(answer(session_id, { checkout_url: pageOf(session_id) }))
    })
    .post('/preview', async (c) => {
      const request = await readBody(c, checkoutSchema)
      refuseContradictions(emulator, request)
      const billing = billingOf(customerOf(emulator, request), request)
      const quote = quoteRequest(emulator, request, billing)
      return c.json(toPreview(quote, emulator.now(), taxIdOf(request, billing)))
    })
    .get('/:id', (c) => {
      const session = requireSession(emulator, c.req.param('id'))
      const customer = emulator.store.customers.get(session.customer_id ?? '')
      const asked = session.request.customer
      const payment = emulator.store.payments.get(session.payment_id ?? '')
      return c.json({
        id: session.session_id,
        created_at: session.created_at,
        customer_email: customer?.email ?? emailOf(emulator.store, asked),
        customer_name: customer?.name ?? (asked && 'name' in asked ? (asked.name ?? null) : null),
        payment_id: payment?.payment_id ?? null,
        payment_status: payment?.status ?? null,
      } satisfies CheckoutSessionStatus)
    })
}

/** A secret of the form payment pages take; nothing here reads it. */
export function clientSecret(paymentId: string): string {
  return `${paymentId}_${newId('secret')}`
}

function answer(session_id: string, part: Partial<CheckoutSessionResponse>): CheckoutSessionResponse {
  return {
    session_id,
    checkout_url: null,
    client_secret: null,
    payment_id: null,
    publishable_key: null,
    ...part,
  }
}
