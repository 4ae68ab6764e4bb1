import { moveCredit } from '../billing/credit'
import type { Emulator } from '../emulator'
import { applyPlan, spendDiscountCycle } from '../plans/apply'
import type { BillingPurpose, PlanTerms, SubscriptionCharge } from '../state/billing-rows'
import type { PaymentRow, SubscriptionRow } from '../state/rows'
import { moveWallet } from '../wallets/wallets'
import { billingFor, nextBillingDate, sameRhythm } from './billing'
import { fallBehind, recover } from './dues'

/** Moves a subscription after a charge of it has ended, whichever way. The payment's own event is out already. */
export function afterCharge(emulator: Emulator, payment: PaymentRow, charge: SubscriptionCharge): void {
  const subscription = emulator.store.subscriptions.get(charge.subscription_id)
  if (!subscription) return
  const billing = billingFor(emulator.store, subscription)
  if (billing.awaiting === payment.payment_id) emulator.store.billing.put({ ...billing, awaiting: null })
  const succeeded = payment.status === 'succeeded'
  if (!succeeded) returnBalances(emulator, subscription, payment, charge)
  if (!isLive(subscription)) return
  if (succeeded) afterSuccess(emulator, subscription, payment, charge.purpose)
  else afterFailure(emulator, subscription, payment, charge.purpose)
}

function isLive({ status }: SubscriptionRow): boolean {
  return status === 'active' || status === 'on_hold' || status === 'past_due' || status === 'paused'
}

function afterSuccess(
  emulator: Emulator,
  subscription: SubscriptionRow,
  payment: PaymentRow,
  purpose: BillingPurpose,
): void {
  const { subscription_id: id, status } = subscription
  takeMethod(emulator, subscription, payment)
  const hadDues = status === 'on_hold' || status === 'past_due'
  switch (purpose.kind) {
    case 'renewal':
      if (hadDues) recover(emulator, id, payment.payment_id)
      else emulator.outbox.enqueue('subscription.renewed', 'Subscription', id, subscription.customer.email)
      if (purpose.change) applyScheduled(emulator, id, purpose.change, purpose.period_start)
      startPeriod(emulator, id, purpose.period_start)
      return
    case 'plan_change':
      if (!purpose.applied) applyPlan(emulator, id, purpose.change, purpose.starts_cycle)
      else if (hadDues) recover(emulator, id, payment.payment_id)
      return
    case 'on_demand':
    case 'method_update':
      return
  }
}

function afterFailure(
  emulator: Emulator,
  subscription: SubscriptionRow,
  payment: PaymentRow,
  purpose: BillingPurpose,
): void {
  const { subscription_id: id } = subscription
  switch (purpose.kind) {
    case 'renewal':
      if (payment.status === 'cancelled') return
      if (purpose.change && billingFor(emulator.store, subscription).scheduled?.applies === 'anyway') {
        applyScheduled(emulator, id, purpose.change, purpose.period_start)
      }
      fallBehind(emulator, id, payment)
      return
    case 'plan_change':
      if (!purpose.anyway) return
      if (!purpose.applied) applyPlan(emulator, id, purpose.change, purpose.starts_cycle)
      fallBehind(emulator, id, markApplied(emulator, payment))
      return
    case 'on_demand':
    case 'method_update':
      return
  }
}

/** The next try of this payment pays for a change that has been made already. */
function markApplied(emulator: Emulator, payment: PaymentRow): PaymentRow {
  const { charge } = payment.internal
  if (charge?.purpose.kind !== 'plan_change') return payment
  const purpose = { ...charge.purpose, applied: true }
  return emulator.store.payments.put({
    ...payment,
    internal: { ...payment.internal, charge: { ...charge, purpose } },
  })
}

function returnBalances(
  emulator: Emulator,
  subscription: SubscriptionRow,
  { payment_id, customer, currency }: PaymentRow,
  charge: SubscriptionCharge,
): void {
  moveCredit(emulator, subscription, charge.credit_used, 'payment_failed', payment_id)
  if (charge.wallet_used === 0) return
  moveWallet(emulator, {
    customerId: customer.customer_id,
    currency,
    amount: charge.wallet_used,
    event_type: 'payment_reversal',
    reference_object_id: payment_id,
  })
}

/** Puts the plan in force that was scheduled for this period; a new rhythm counts from its start. */
function applyScheduled(emulator: Emulator, id: string, terms: PlanTerms, periodStart: string): void {
  const { store } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription || !billingFor(store, subscription).scheduled) return
  const rhythm = sameRhythm(store, subscription, terms) ? {} : { anchor: periodStart }
  applyPlan(emulator, id, terms, false)
  store.billing.put({ ...billingFor(store, subscription), ...rhythm })
}

/** A paid renewal begins its period; one paid late ends at the next regular date that is still to come. */
function startPeriod(emulator: Emulator, id: string, periodStart: string): void {
  const { store } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription) return
  const billing = billingFor(store, subscription)
  const after = new Date(Math.max(emulator.now().getTime(), Date.parse(periodStart)))
  store.billing.put({ ...billing, cycle_start: periodStart, trial: null })
  store.subscriptions.put({
    ...spendDiscountCycle(store, subscription),
    previous_billing_date: periodStart,
    next_billing_date: nextBillingDate(billing.anchor, after, subscription),
  })
}

/** A payment with another card than before makes it the subscription's. */
function takeMethod(emulator: Emulator, subscription: SubscriptionRow, payment: PaymentRow): void {
  const { payment_method_id } = payment
  if (!payment_method_id || payment_method_id === subscription.payment_method_id) return
  const { subscription_id: id, customer } = subscription
  emulator.store.subscriptions.put({ ...subscription, payment_method_id, has_payment_method: true })
  emulator.outbox.enqueue('subscription.update_payment_method', 'Subscription', id, customer.email)
  emulator.outbox.enqueue('subscription.updated', 'Subscription', id, customer.email)
}
