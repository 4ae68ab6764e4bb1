import { chargeSubscription } from '../billing/charge'
import { dropOpenLinks } from '../billing/links'
import type { Emulator } from '../emulator'
import { presentTerms, priceItems, toPaymentLine } from '../plans/items'
import { fullCycle } from '../plans/proration'
import type { BillingRow } from '../state/billing-rows'
import type { PaymentMethodRow, PaymentRow, SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'
import { billingFor, nextBillingDate, requireSubscription } from './billing'

export function storedMethod(store: Store, subscription: SubscriptionRow): PaymentMethodRow | null {
  return store.paymentMethods.get(subscription.payment_method_id ?? '') ?? null
}

/** Ends the running period: cancels, or bills the next one. */
export function endPeriod(emulator: Emulator, id: string): void {
  const { store } = emulator
  const subscription = requireSubscription(store, id)
  const billing = billingFor(store, subscription)
  if (subscription.cancel_at_next_billing_date) endSubscription(emulator, id, 'cancelled')
  else if (subscription.on_demand) rollOn(store, subscription, billing)
  else {
    chargeSubscription(emulator, {
      ...renewalBill(store, subscription, billing),
      method: storedMethod(store, subscription),
      holder: 'away',
      route: `renewal ${id}`,
    })
  }
}

/** A whole cycle of the plan that was scheduled, else of the present one. */
function renewalBill(store: Store, subscription: SubscriptionRow, billing: BillingRow) {
  const { scheduled } = billing
  const terms = scheduled?.terms ?? presentTerms(subscription, billing)
  const items = priceItems(store, terms, subscription)
  const period_start = subscription.next_billing_date
  return {
    subscription,
    purpose: { kind: 'renewal' as const, period_start, change: scheduled?.terms ?? null },
    lines: fullCycle(items).map(toPaymentLine),
    metadata: scheduled?.metadata ?? subscription.metadata,
    useBalances: true,
  }
}

/** Ends a subscription for good and drops what was still planned for it. */
export function endSubscription(emulator: Emulator, id: string, status: 'cancelled' | 'expired'): void {
  const { store, outbox } = emulator
  dropOpenLinks(emulator, id)
  const subscription = requireSubscription(store, id)
  const at = emulator.now().toISOString()
  store.subscriptions.put({
    ...subscription,
    status,
    cancelled_at: status === 'cancelled' ? at : (subscription.cancelled_at ?? null),
    scheduled_change: null,
  })
  store.billing.put({
    ...billingFor(store, subscription),
    retry: null,
    past_due_ends_at: null,
    scheduled: null,
  })
  outbox.enqueue(`subscription.${status}`, 'Subscription', id, subscription.customer.email)
}

export interface DuesTry {
  method: PaymentMethodRow | null | 'link'
  holder: 'reachable' | 'away'
  returnUrl?: string | null
  route: string
}

/** Asks once more for what a failed payment left owing. */
export function chargeDues(
  emulator: Emulator,
  subscription: SubscriptionRow,
  dues: PaymentRow,
  order: DuesTry,
) {
  const { charge, lines } = dues.internal
  if (!charge) throw new Error(`Payment ${dues.payment_id} is no charge of a subscription`)
  const { store } = emulator
  const bill =
    charge.purpose.kind === 'renewal'
      ? renewalBill(store, subscription, billingFor(store, subscription))
      : { subscription, purpose: charge.purpose, lines, metadata: dues.metadata, useBalances: true }
  return chargeSubscription(emulator, {
    ...bill,
    retryAttempt: dues.retry_attempt + 1,
    invoiceId: dues.invoice_id ?? null,
    ...order,
  })
}

/** The try that was planned after a failed renewal. */
export function retryDues(emulator: Emulator, id: string): void {
  const { store } = emulator
  const subscription = requireSubscription(store, id)
  const billing = billingFor(store, subscription)
  const dues = store.payments.get(billing.dues ?? '')
  const { retry } = billing
  if (!retry || !dues) return
  store.billing.put({ ...billing, retry: { ...retry, at: null, made: retry.made + 1 } })
  chargeDues(emulator, subscription, dues, {
    method: storedMethod(store, subscription),
    holder: 'away',
    route: `retry ${id}`,
  })
}

/** The days of grace are over and nothing was paid. */
export function endGrace(emulator: Emulator, id: string, status: 'on_hold' | 'cancelled'): void {
  const { store, outbox } = emulator
  const subscription = requireSubscription(store, id)
  if (status === 'cancelled') {
    endSubscription(emulator, id, 'cancelled')
    return
  }
  store.billing.put({ ...billingFor(store, subscription), past_due_ends_at: null })
  store.subscriptions.put({ ...subscription, status })
  outbox.enqueue('subscription.on_hold', 'Subscription', id, subscription.customer.email)
}

/** An on-demand subscription is billed when asked only; its dates go on without a charge. */
function rollOn(store: Store, subscription: SubscriptionRow, billing: BillingRow): void {
  const start = subscription.next_billing_date
  store.billing.put({ ...billing, cycle_start: start, trial: null })
  store.subscriptions.put({
    ...subscription,
    previous_billing_date: start,
    next_billing_date: nextBillingDate(billing.anchor, new Date(start), subscription),
  })
}
