import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import type { Emulator } from '../emulator'
import { invalidBody, notFound } from '../http/api-error'
import { newId } from '../ids'
import type { PaymentRow, SessionRow } from '../state/rows'
import { requireOwnPaymentMethod, resolveCustomer } from './customers'
import { billingOf, customerOf, quoteRequest, refuseContradictions, requireTaxId } from './request'
import { openIntent, startPayment } from './start-payment'

const DAY_MS = 24 * 60 * 60 * 1000
const QUARTER_MS = 15 * 60 * 1000

export function createSession(
  emulator: Emulator,
  request: CheckoutSessionRequest,
  options: { lifetimeMs?: number; feesInclusive?: boolean } = {},
): SessionRow {
  refuseContradictions(emulator, request)
  const customer = customerOf(emulator, request)
  const billing = billingOf(customer, request)
  requireTaxId(request, billing)
  const fees_inclusive = options.feesInclusive ?? false
  quoteRequest(emulator, request, billing, customer, fees_inclusive)
  const now = emulator.now()
  return emulator.store.sessions.put({
    session_id: newId('cks'),
    created_at: now.toISOString(),
    expires_at: new Date(now.getTime() + (options.lifetimeMs ?? DAY_MS)).toISOString(),
    request,
    customer_id: customer?.customer_id ?? null,
    payment_id: null,
    fees_inclusive,
  })
}

/** The one-click case: a session and its charge on a saved card, in one commit. */
export function chargeSavedMethod(
  emulator: Emulator,
  request: CheckoutSessionRequest,
  methodId: string,
  options: { route: string; feesInclusive?: boolean } = { route: 'POST /checkouts' },
): PaymentRow {
  return emulator.store.commit(() => {
    const customer = customerOf(emulator, request)
    if (!customer) throw invalidBody('payment_method_id needs customer.customer_id')
    const method = requireOwnPaymentMethod(emulator.store, methodId, customer.customer_id)
    const session = createSession(emulator, request, options)
    const billing = billingOf(customer, request)
    const quote = quoteRequest(emulator, request, billing, customer, session.fees_inclusive)
    return startPayment(emulator, {
      session,
      customer,
      billing,
      quote,
      instrument: { kind: 'saved', method },
      route: options.route,
      onPage: false,
    })
  })
}

/**
 * A session whose details are all there, so that only the card is missing: its customer and its payment exist at once,
 * and it is open for a quarter of an hour.
 */
export function confirmSession(
  emulator: Emulator,
  request: CheckoutSessionRequest,
  options: { lifetimeMs?: number; feesInclusive?: boolean } = {},
): { session: SessionRow; payment: PaymentRow } {
  return emulator.store.commit(() => {
    const { customer: asked } = request
    if (!asked) throw invalidBody('customer is required to confirm')
    const alwaysNew = request.feature_flags?.always_create_new_customer === true
    const customer = resolveCustomer(emulator.store, asked, alwaysNew, emulator.now())
    const settled = { ...request, customer: { customer_id: customer.customer_id } }
    const session = createSession(emulator, settled, { lifetimeMs: QUARTER_MS, ...options })
    const billing = billingOf(customer, request)
    const quote = quoteRequest(emulator, settled, billing, customer, session.fees_inclusive)
    const payment = openIntent(emulator, { session, customer, billing, quote })
    return { session: emulator.store.sessions.get(session.session_id) ?? session, payment }
  })
}

/** Refuses to confirm without the address a payment needs; `minimal_address` asks for less. */
export function requireAddress({ billing_address: given, minimal_address }: CheckoutSessionRequest): void {
  const needed = minimal_address
    ? (['country', 'zipcode'] as const)
    : (['country', 'state', 'city', 'street', 'zipcode'] as const)
  const missing = needed.find((field) => !given?.[field])
  if (missing) throw invalidBody(`billing_address.${missing} is required to confirm`)
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
