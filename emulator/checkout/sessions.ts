import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import type { BillingAddress } from 'dodopayments/resources/payments'
import type { Emulator } from '../emulator'
import { ApiError, invalidBody, notFound } from '../http/api-error'
import { newId } from '../ids'
import type { CustomerRow, PaymentRow, SessionRow } from '../state/rows'
import { requireCustomer, requireOwnPaymentMethod } from './customers'
import { quoteCart } from './quote'
import { startPayment } from './start-payment'

const SESSION_LIFETIME_MS = 24 * 60 * 60 * 1000
const FALLBACK_BILLING: BillingAddress = {
  country: 'US',
  city: null,
  state: null,
  street: null,
  zipcode: null,
}

/** Refuses what the emulator does not know how to do, rather than ignoring it. */
export function refuseUnsupported(request: CheckoutSessionRequest): void {
  if (request.discount_code || request.discount_codes?.length) {
    throw new ApiError(422, 'INVALID_DISCOUNT_CODE', 'This discount code does not exist')
  }
  if (request.product_cart.some((item) => item.addons?.length)) {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator does not sell add-ons yet')
  }
  if (request.subscription_data?.on_demand) {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator has no on-demand subscriptions yet')
  }
}

/** The address a request is priced for: its own, else the customer's last, else plain US. */
export function billingOf(customer: CustomerRow | null, request: CheckoutSessionRequest): BillingAddress {
  const given = request.billing_address
  if (!given) return customer?.last_billing ?? FALLBACK_BILLING
  return {
    country: given.country,
    city: given.city ?? null,
    state: given.state ?? null,
    street: given.street ?? null,
    zipcode: given.zipcode ?? null,
  }
}

export function customerOf(emulator: Emulator, request: CheckoutSessionRequest): CustomerRow | null {
  const { customer } = request
  return customer && 'customer_id' in customer ? requireCustomer(emulator.store, customer.customer_id) : null
}

export function createSession(emulator: Emulator, request: CheckoutSessionRequest): SessionRow {
  refuseUnsupported(request)
  const customer = customerOf(emulator, request)
  quoteRequest(emulator, request, billingOf(customer, request))
  const now = emulator.now()
  return emulator.store.sessions.put({
    session_id: newId('cks'),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + SESSION_LIFETIME_MS).toISOString(),
    request,
    customer_id: customer?.customer_id ?? null,
    payment_id: null,
  })
}

/** The one-click case: a session and its charge on a saved card, in one commit. */
export function chargeSavedMethod(
  emulator: Emulator,
  request: CheckoutSessionRequest,
  methodId: string,
): PaymentRow {
  return emulator.store.commit(() => {
    const customer = customerOf(emulator, request)
    if (!customer) throw invalidBody('payment_method_id needs customer.customer_id')
    const method = requireOwnPaymentMethod(emulator.store, methodId, customer.customer_id)
    const session = createSession(emulator, request)
    const billing = billingOf(customer, request)
    const quote = quoteRequest(emulator, request, billing)
    return startPayment(emulator, {
      session,
      customer,
      billing,
      quote,
      instrument: { kind: 'saved', method },
      route: 'POST /checkouts',
      onPage: false,
    })
  })
}

export function quoteRequest(emulator: Emulator, request: CheckoutSessionRequest, billing: BillingAddress) {
  return quoteCart(
    emulator.store,
    request.product_cart,
    billing.country,
    request.subscription_data?.trial_period_days,
  )
}

export function requireSession(emulator: Emulator, id: string): SessionRow {
  const session = emulator.store.sessions.get(id)
  if (!session) throw notFound(`Checkout session ${id}`)
  return session
}

export type SessionState = 'open' | 'paid' | 'waiting' | 'expired'

/** What a shopper can do with a session: pay, or see that it is paid, under way or over. */
export function sessionState(emulator: Emulator, session: SessionRow): SessionState {
  const status = emulator.store.payments.get(session.payment_id ?? '')?.status
  if (status === 'succeeded') return 'paid'
  if (status === 'processing') return 'waiting'
  return Date.parse(session.expires_at) <= emulator.now().getTime() ? 'expired' : 'open'
}

/** The shop's return address with its own query kept and the outcome added; null when it gave none. */
export function returnUrl(session: SessionRow, payment: PaymentRow): string | null {
  if (!session.request.return_url) return null
  const url = new URL(session.request.return_url)
  const oneTime = payment.subscription_ids.length === 0
  if (oneTime || payment.product_cart) url.searchParams.set('payment_id', payment.payment_id)
  for (const id of payment.subscription_ids.slice(0, 1)) url.searchParams.set('subscription_id', id)
  const status = payment.status === 'succeeded' && !payment.product_cart ? 'active' : payment.status
  url.searchParams.set('status', status ?? 'processing')
  url.searchParams.set('email', payment.customer.email)
  return url.toString()
}
