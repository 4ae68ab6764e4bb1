import { isExpired } from '../checkout/customers'
import { type PaymentEnd, settlePayment } from '../checkout/settle-payment'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { type CardOutcome, cardLook, findTestCard } from '../reference/test-cards'
import type { BillingPurpose } from '../state/billing-rows'
import type { PaymentLine, PaymentMethodRow, PaymentRow, SubscriptionRow } from '../state/rows'
import { billingFor } from '../subscriptions/billing'
import { moveWallet, walletBalance } from '../wallets/wallets'
import { type Cover, cover } from './cover'
import { creditBalance, moveCredit } from './credit'

const LINK_LIFETIME_MS = 24 * 60 * 60 * 1000

export interface ChargeOrder {
  subscription: SubscriptionRow
  purpose: BillingPurpose
  lines: PaymentLine[]
  metadata: PaymentRow['metadata']
  /** The card to charge; `link` lets the customer pay on a page instead. */
  method: PaymentMethodRow | null | 'link'
  /** What a bank that asks for the card holder leads to: a page they are sent to, or a decline. */
  holder: 'reachable' | 'away'
  /** Whether credit and wallet may pay. */
  useBalances: boolean
  retryAttempt?: number
  /** The bill that is asked for again; a fresh one otherwise. */
  invoiceId?: string | null
  returnUrl?: string | null
  /** The route asked, or what fell due, for weather rules that match one. */
  route: string
}

/** What a bill would take from credit, wallet and card at this moment. */
export function coverFor({ store }: Emulator, subscription: SubscriptionRow, bill: number): Cover {
  return cover(bill, {
    credit: creditBalance(store, subscription.subscription_id),
    wallet: walletBalance(store, subscription.customer.customer_id, subscription.currency),
  })
}

/**
 * Charges a running subscription: credit, then wallet, then the card. Takes the new payment as far as the card
 * allows; its end moves the subscription. A bill that is covered makes a payment of 0.
 */
export function chargeSubscription(emulator: Emulator, order: ChargeOrder): PaymentRow {
  return emulator.store.commit(() => {
    const { store, weather, outbox } = emulator
    const bill = order.lines.reduce((sum, line) => sum + line.amount, 0)
    const paid = order.useBalances
      ? coverFor(emulator, order.subscription, bill)
      : { credit: 0, wallet: 0, card: bill }
    const payment = store.payments.put(newPayment(emulator, order, paid))
    takeBalances(emulator, order.subscription, payment.payment_id, paid)
    const id = payment.payment_id
    if (order.method === 'link')
      return order.purpose.kind === 'plan_change' ? awaitEnd(emulator, payment) : payment
    const { email } = order.subscription.customer
    if (paid.card === 0 && order.purpose.kind !== 'method_update') {
      return settlePayment(emulator, id, { status: 'succeeded' })
    }
    if (weather.take('processing', { email, route: order.route, metadata: order.metadata })) {
      outbox.enqueue('payment.processing', 'Payment', id, email)
      return awaitEnd(emulator, payment)
    }
    const outcome = outcomeOf(order, emulator.now())
    if (outcome === 'authenticate' && order.holder === 'reachable') {
      const link = `${emulator.url}/payments/${id}/authenticate`
      const waiting = { ...payment, status: 'requires_customer_action' as const, payment_link: link }
      return awaitEnd(emulator, store.payments.put(waiting))
    }
    return settlePayment(emulator, id, endOf(outcome))
  })
}

/** Until this payment has ended, the subscription is neither renewed nor changed. */
function awaitEnd({ store }: Emulator, payment: PaymentRow): PaymentRow {
  const charge = payment.internal.charge
  const subscription = charge && store.subscriptions.get(charge.subscription_id)
  if (!subscription || charge.purpose.kind === 'method_update') return payment
  store.billing.put({ ...billingFor(store, subscription), awaiting: payment.payment_id })
  return payment
}

/** To be attached is all that is asked of a card that only replaces another. */
function outcomeOf({ method, purpose }: ChargeOrder, now: Date): CardOutcome | 'MANDATE_REQUIRED' {
  if (!method || method === 'link') return 'MANDATE_REQUIRED'
  if (isExpired(method, now)) return 'EXPIRED_CARD'
  const card = findTestCard(method.number)
  return (purpose.kind === 'method_update' ? card?.atCheckout : card?.later) ?? 'GENERIC_DECLINE'
}

function endOf(outcome: CardOutcome | 'MANDATE_REQUIRED'): PaymentEnd {
  if (outcome === 'pays') return { status: 'succeeded' }
  return { status: 'failed', code: outcome === 'authenticate' ? 'AUTHENTICATION_REQUIRED' : outcome }
}

function takeBalances(
  emulator: Emulator,
  subscription: SubscriptionRow,
  paymentId: string,
  paid: Cover,
): void {
  moveCredit(emulator, subscription, -paid.credit, 'payment', paymentId)
  if (paid.wallet === 0) return
  moveWallet(emulator, {
    customerId: subscription.customer.customer_id,
    currency: subscription.currency,
    amount: -paid.wallet,
    event_type: 'payment',
    reference_object_id: paymentId,
  })
}

function newPayment(emulator: Emulator, order: ChargeOrder, paid: Cover): PaymentRow {
  const { subscription, purpose, method } = order
  const payment_id = newId('pay')
  const now = emulator.now()
  const tax = order.lines.reduce((sum, line) => sum + line.tax, 0)
  const byLink = method === 'link'
  const card = byLink || !method ? null : method
  const look = card ? cardLook(card.number) : null
  return {
    payment_id,
    business_id: BUSINESS_ID,
    brand_id: BRAND_ID,
    created_at: now.toISOString(),
    updated_at: null,
    status: byLink ? 'requires_payment_method' : 'processing',
    currency: subscription.currency,
    total_amount: paid.card,
    tax,
    settlement_currency: subscription.currency,
    settlement_amount: paid.card,
    settlement_tax: tax,
    customer: subscription.customer,
    billing: subscription.billing,
    metadata: order.metadata,
    product_cart: null,
    subscription_id: subscription.subscription_id,
    subscription_ids: [subscription.subscription_id],
    is_multi_subscription: false,
    checkout_session_id: null,
    payment_link: byLink ? `${emulator.url}/pay/${payment_id}` : null,
    payment_method: byLink ? null : 'card',
    payment_method_type: byLink ? null : 'credit',
    payment_method_id: card?.payment_method_id ?? null,
    card_holder_name: card?.holder_name ?? null,
    card_last_four: look?.card_last_four ?? null,
    card_network: look?.card_network ?? null,
    card_type: look?.card_type ?? null,
    card_issuing_country: look?.card_issuing_country ?? null,
    error_code: null,
    error_message: null,
    retry_attempt: order.retryAttempt ?? 0,
    is_update_payment_method: purpose.kind === 'method_update',
    refunds: [],
    refund_status: null,
    disputes: [],
    digital_products_delivered: false,
    discount_id: null,
    discounts: subscription.discounts ?? null,
    custom_field_responses: null,
    invoice_id: order.invoiceId ?? newId('inv'),
    invoice_url: `${emulator.url}/invoices/payments/${payment_id}`,
    payment_provider: 'dodo',
    internal: {
      lines: order.lines,
      card_to_save: null,
      charge: {
        subscription_id: subscription.subscription_id,
        purpose,
        credit_used: paid.credit,
        wallet_used: paid.wallet,
        return_url: order.returnUrl ?? null,
        expires_at: new Date(now.getTime() + LINK_LIFETIME_MS).toISOString(),
      },
    },
  }
}
