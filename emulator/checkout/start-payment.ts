import type { BillingAddress } from 'dodopayments/resources/payments'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { type CardOutcome, cardLook, findTestCard } from '../reference/test-cards'
import type { CustomerRow, NewCard, PaymentMethodRow, PaymentRow, SessionRow } from '../state/rows'
import { toLimitedDetails } from '../state/wire'
import { isExpired } from './customers'
import type { Quote, QuoteLine } from './quote'
import { type PaymentEnd, settlePayment } from './settle-payment'
import { openSubscription } from './subscriptions'

export type Instrument = { kind: 'new'; card: NewCard } | { kind: 'saved'; method: PaymentMethodRow }

export interface PaymentStart {
  session: SessionRow
  customer: CustomerRow
  billing: BillingAddress
  quote: Quote
  instrument: Instrument
  /** The route asked, for weather rules that match one. */
  route: string
  /** Whether the holder is present at a page, which counts a saved card as typed there. */
  onPage: boolean
}

/**
 * Makes one new payment and takes it as far as the card allows: settled, waiting for the holder, or
 * processing. Every try is its own payment. One commit; called by the hosted page and the one-click charge.
 */
export function startPayment(emulator: Emulator, start: PaymentStart): PaymentRow {
  return emulator.store.commit(() => {
    const { store } = emulator
    const payment = store.payments.put(newPayment(emulator, start))
    store.sessions.put({
      ...start.session,
      customer_id: start.customer.customer_id,
      payment_id: payment.payment_id,
    })
    const { email } = start.customer
    const { metadata } = payment
    if (emulator.weather.take('processing', { email, route: start.route, metadata })) {
      emulator.outbox.enqueue('payment.processing', 'Payment', payment.payment_id, email)
      return payment
    }
    const outcome = outcomeOf(start, emulator.now())
    if (outcome !== 'authenticate') return settlePayment(emulator, payment.payment_id, endOf(outcome))
    const link = `${emulator.url}/payments/${payment.payment_id}/authenticate`
    return store.payments.put({ ...payment, status: 'requires_customer_action', payment_link: link })
  })
}

function outcomeOf({ instrument, session, onPage }: PaymentStart, now: Date): CardOutcome {
  const number = instrument.kind === 'new' ? instrument.card.number : instrument.method.number
  const card = findTestCard(number)
  if (!card) return 'GENERIC_DECLINE'
  if (instrument.kind === 'saved' && isExpired(instrument.method, now)) return 'EXPIRED_CARD'
  const outcome = instrument.kind === 'new' ? card.atCheckout : card.later
  return outcome === 'pays' && onPage && session.request.force_3ds ? 'authenticate' : outcome
}

function endOf(outcome: Exclude<CardOutcome, 'authenticate'>): PaymentEnd {
  return outcome === 'pays' ? { status: 'succeeded' } : { status: 'failed', code: outcome }
}

function newPayment(emulator: Emulator, start: PaymentStart): PaymentRow {
  const { session, customer, billing, quote, instrument } = start
  const payment_id = newId('pay')
  const subscriptions = quote.lines
    .filter((line) => line.recurring !== null)
    .map((line) => openSubscription(emulator, { line, customer, billing, session }).subscription_id)
  const bought = quote.lines.filter((line) => line.recurring === null)
  const holder = instrument.kind === 'new' ? instrument.card.holder_name : instrument.method.holder_name
  return {
    payment_id,
    business_id: BUSINESS_ID,
    brand_id: BRAND_ID,
    created_at: emulator.now().toISOString(),
    updated_at: null,
    status: 'processing',
    currency: quote.currency,
    total_amount: quote.dueNow.total,
    tax: quote.dueNow.tax,
    settlement_currency: quote.currency,
    settlement_amount: quote.dueNow.total,
    settlement_tax: quote.dueNow.tax,
    customer: toLimitedDetails(customer),
    billing,
    metadata: session.request.metadata ?? {},
    product_cart: bought.length > 0 ? bought.map(toCartItem) : null,
    subscription_id: subscriptions.length === 1 ? (subscriptions[0] ?? null) : null,
    subscription_ids: subscriptions,
    is_multi_subscription: subscriptions.length > 1,
    checkout_session_id: session.session_id,
    payment_link: null,
    payment_method: 'card',
    payment_method_type: 'credit',
    payment_method_id: instrument.kind === 'saved' ? instrument.method.payment_method_id : null,
    card_holder_name: holder,
    ...cardLook(instrument.kind === 'new' ? instrument.card.number : instrument.method.number),
    error_code: null,
    error_message: null,
    retry_attempt: 0,
    is_update_payment_method: false,
    refunds: [],
    refund_status: null,
    disputes: [],
    digital_products_delivered: false,
    discount_id: null,
    discounts: null,
    custom_field_responses: null,
    invoice_id: newId('inv'),
    invoice_url: `${emulator.url}/invoices/payments/${payment_id}`,
    payment_provider: 'dodo',
    internal: {
      lines: quote.lines.map((line) => ({
        item_id: line.product.product_id,
        name: line.product.name ?? null,
        amount: line.dueNow.total,
        tax: line.dueNow.tax,
      })),
      card_to_save: instrument.kind === 'new' ? instrument.card : null,
    },
  }
}

function toCartItem({ product, quantity }: QuoteLine) {
  return { product_id: product.product_id, quantity }
}
