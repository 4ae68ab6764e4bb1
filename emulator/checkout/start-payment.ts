import type { BillingAddress } from 'dodopayments/resources/payments'
import type { Emulator } from '../emulator'
import { type CardOutcome, findTestCard } from '../reference/test-cards'
import type { CustomerRow, PaymentRow, SessionRow } from '../state/rows'
import { isExpired } from './customers'
import { type Instrument, newPayment } from './new-payment'
import type { Quote } from './quote'
import { type PaymentEnd, settlePayment } from './settle-payment'
import { openSubscription } from './subscriptions'

export interface IntentStart {
  session: SessionRow
  customer: CustomerRow
  billing: BillingAddress
  quote: Quote
}

export interface PaymentStart extends IntentStart {
  instrument: Instrument
  /** The route asked, for weather rules that match one. */
  route: string
  /** Whether the holder is present at a page, which counts a saved card as typed there. */
  onPage: boolean
}

/** A payment that only lacks its card; the first try on the session's page pays this one. */
export function openIntent(emulator: Emulator, start: IntentStart): PaymentRow {
  const payment = newPayment(emulator, { ...start, instrument: null, subscriptionIds: [] })
  const waiting: PaymentRow = { ...payment, status: 'requires_payment_method' }
  rememberOn(emulator, start, waiting)
  return emulator.store.payments.put(waiting)
}

/**
 * Takes a payment as far as the card allows: settled, waiting for the holder, or processing. Every try is its own
 * payment, but for the first one on a confirmed session. One commit; called by the hosted page and the one-click charge.
 */
export function startPayment(emulator: Emulator, start: PaymentStart): PaymentRow {
  return emulator.store.commit(() => {
    const { store } = emulator
    const payment = store.payments.put(pendingPayment(emulator, start))
    rememberOn(emulator, start, payment)
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

function rememberOn({ store }: Emulator, { session, customer }: IntentStart, payment: PaymentRow): void {
  store.sessions.put({ ...session, customer_id: customer.customer_id, payment_id: payment.payment_id })
}

function pendingPayment(emulator: Emulator, start: PaymentStart): PaymentRow {
  const subscriptionIds = start.quote.lines
    .filter((line) => line.recurring !== null)
    .map((line) => openSubscription(emulator, { ...start, line }).subscription_id)
  const fresh = newPayment(emulator, { ...start, subscriptionIds })
  const intent = emulator.store.payments.get(start.session.payment_id ?? '')
  if (intent?.status !== 'requires_payment_method') return fresh
  const { payment_id, created_at, invoice_id, invoice_url, payment_link } = intent
  const at = emulator.now().toISOString()
  return { ...fresh, payment_id, created_at, invoice_id, invoice_url, payment_link, updated_at: at }
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
