import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import type { PaymentCreateParams, PaymentCreateResponse } from 'dodopayments/resources/payments'
import { z } from 'zod'
import { chargeSavedMethod, confirmSession } from '../checkout/sessions'
import type { Emulator } from '../emulator'
import { ApiError, invalidBody } from '../http/api-error'
import { metadataSchema, withoutUndefined } from '../http/body'
import type { PaymentRow, SessionRow } from '../state/rows'
import { billingSchema, customerSchema, paymentFields } from './checkout-schema'
import { clientSecret } from './checkouts'

const DAY_MS = 24 * 60 * 60 * 1000
const flag = z.boolean().optional()

/** The body of the deprecated `POST /payments`. */
export const paymentSchema = z
  .object({
    ...paymentFields,
    billing: billingSchema,
    customer: customerSchema,
    product_cart: z
      .array(
        z.object({
          product_id: z.string(),
          quantity: z.number().int().min(1).max(10_000),
          amount: z.number().int().min(0).nullish(),
        }),
      )
      .min(1)
      .max(100),
    adaptive_currency_fees_inclusive: z.boolean().nullish(),
    metadata: metadataSchema.default({}),
    payment_link: z.boolean().nullish(),
    redirect_immediately: flag,
    require_phone_number: flag,
    short_link: z.boolean().nullish(),
  })
  .transform((body): PaymentCreateParams => withoutUndefined(body))

/**
 * The deprecated payment of one-time products: charged at once on a saved method, or waiting for a card at its link; one
 * with neither has only its client secret. Throws an {@link ApiError} for subscriptions.
 */
export function createPayment(emulator: Emulator, body: PaymentCreateParams): PaymentCreateResponse {
  const { store } = emulator
  if (body.product_cart.some((item) => store.products.get(item.product_id)?.is_recurring)) {
    throw new ApiError(422, 'INVALID_REQUEST_PARAMETERS', 'Subscriptions are not sold by this call')
  }
  const { payment, session } = place(emulator, body)
  const link = body.payment_link ? `${emulator.url}/session/${session.session_id}` : null
  if (link && payment.status === 'requires_payment_method') {
    store.payments.put({ ...payment, payment_link: link })
  }
  return {
    payment_id: payment.payment_id,
    client_secret: clientSecret(payment.payment_id),
    customer: payment.customer,
    metadata: payment.metadata,
    total_amount: payment.total_amount,
    payment_link: link ?? payment.payment_link ?? null,
    expires_on: link ? session.expires_at : null,
    product_cart: body.product_cart.map(({ product_id, quantity, amount }) => ({
      product_id,
      quantity,
      amount: amount ?? null,
    })),
    discount_id: payment.discount_id ?? null,
    discount_ids: payment.discounts?.map((each) => each.discount_id) ?? null,
  }
}

function place(emulator: Emulator, body: PaymentCreateParams): { payment: PaymentRow; session: SessionRow } {
  const feesInclusive = body.adaptive_currency_fees_inclusive === true
  const request = toCheckout(body)
  if (!body.payment_method_id) return confirmSession(emulator, request, { lifetimeMs: DAY_MS, feesInclusive })
  if (!('customer_id' in body.customer)) throw invalidBody('payment_method_id needs customer.customer_id')
  const options = { route: 'POST /payments', feesInclusive }
  const payment = chargeSavedMethod(emulator, request, body.payment_method_id, options)
  const session = emulator.store.sessions.get(payment.checkout_session_id ?? '')
  if (!session) throw new Error(`payment ${payment.payment_id} has no session`)
  return { payment, session }
}

function toCheckout(body: PaymentCreateParams): CheckoutSessionRequest {
  const { billing, product_cart, customer, metadata, ...rest } = body
  const { payment_link: _l, adaptive_currency_fees_inclusive: _f, short_link: _s, ...shared } = rest
  const { redirect_immediately = false, require_phone_number = false, ...fields } = shared
  return {
    ...fields,
    product_cart,
    customer,
    billing_address: billing,
    metadata: metadata ?? {},
    feature_flags: { redirect_immediately, require_phone_number },
  }
}
