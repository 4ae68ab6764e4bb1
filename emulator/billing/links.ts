import { isOpen, settlePayment } from '../checkout/settle-payment'
import type { Emulator } from '../emulator'
import { cardLook, findTestCard } from '../reference/test-cards'
import type { NewCard, PaymentRow } from '../state/rows'
import { billingFor } from '../subscriptions/billing'
import { chargeSubscription } from './charge'

/** Cancels what still waits for the customer. An older link that stays open could be paid as well as a newer one. */
export function dropOpenLinks(emulator: Emulator, subscriptionId: string): void {
  for (const payment of emulator.store.payments.all()) {
    const { charge } = payment.internal
    if (charge?.subscription_id !== subscriptionId || !isOpen(payment) || payment.status === 'processing')
      continue
    settlePayment(emulator, payment.payment_id, { status: 'cancelled' })
  }
}

/** Whether a link still asks for something that nobody has paid in another way. */
export function isLinkOfUse({ store }: Emulator, { status, internal: { charge } }: PaymentRow): boolean {
  const subscription = charge && store.subscriptions.get(charge.subscription_id)
  if (!subscription || status !== 'requires_payment_method') return false
  const { dues, awaiting } = billingFor(store, subscription)
  switch (charge.purpose.kind) {
    case 'renewal':
      return dues !== null && awaiting === null
    case 'plan_change':
      return charge.purpose.applied ? dues !== null && awaiting === null : true
    case 'on_demand':
    case 'method_update':
      return true
  }
}

export interface LinkResult {
  payment: PaymentRow
  /** The payment to go on with after a decline. */
  next: PaymentRow | null
}

/** Pays a link with the card typed at its page. Every try is a payment of its own. */
export function payLink(emulator: Emulator, open: PaymentRow, card: NewCard): LinkResult {
  return emulator.store.commit(() => {
    const { store, weather, outbox } = emulator
    const { payment_id: id, metadata, customer } = open
    const paying = store.payments.put({
      ...open,
      status: 'processing',
      payment_method: 'card',
      payment_method_type: 'credit',
      card_holder_name: card.holder_name,
      ...cardLook(card.number),
      internal: { ...open.internal, card_to_save: card },
    })
    if (weather.take('processing', { email: customer.email, route: `POST /pay/${id}`, metadata })) {
      outbox.enqueue('payment.processing', 'Payment', id, customer.email)
      return { payment: paying, next: null }
    }
    const outcome = findTestCard(card.number)?.atCheckout ?? 'GENERIC_DECLINE'
    if (outcome === 'pays')
      return { payment: settlePayment(emulator, id, { status: 'succeeded' }), next: null }
    if (outcome === 'authenticate') {
      const payment_link = `${emulator.url}/payments/${id}/authenticate`
      return {
        payment: store.payments.put({ ...paying, status: 'requires_customer_action', payment_link }),
        next: null,
      }
    }
    const payment = settlePayment(emulator, id, { status: 'failed', code: outcome })
    return { payment, next: successorOf(emulator, payment) }
  })
}

function successorOf(emulator: Emulator, failed: PaymentRow): PaymentRow | null {
  const { charge, lines } = failed.internal
  const subscription = charge && emulator.store.subscriptions.get(charge.subscription_id)
  if (!subscription) return null
  return chargeSubscription(emulator, {
    subscription,
    purpose: charge.purpose,
    lines,
    metadata: failed.metadata,
    method: 'link',
    holder: 'reachable',
    useBalances: charge.purpose.kind !== 'method_update',
    retryAttempt: failed.retry_attempt + 1,
    invoiceId: failed.invoice_id ?? null,
    returnUrl: charge.return_url,
    route: `POST /pay/${failed.payment_id}`,
  })
}
