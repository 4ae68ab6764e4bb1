import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import type { SubscriptionRow } from '../state/rows'
import { billingFor } from './billing'

/** Stops an active subscription: nothing is billed and its dates stand still until it is resumed. */
export function pause(emulator: Emulator, subscription: SubscriptionRow): SubscriptionRow {
  const { store, outbox } = emulator
  const { subscription_id: id, status, customer } = subscription
  if (status !== 'active') {
    throw new ApiError(
      422,
      'SUBSCRIPTION_INACTIVE',
      `Only an active subscription is paused; this is ${status}`,
    )
  }
  if (billingFor(store, subscription).awaiting) {
    throw new ApiError(409, 'PREVIOUS_PAYMENT_PENDING', 'A payment of this subscription is under way')
  }
  const row = store.subscriptions.put({
    ...subscription,
    status: 'paused',
    paused_at: emulator.now().toISOString(),
  })
  outbox.enqueue('subscription.paused', 'Subscription', id, customer.email)
  return row
}

/** Lets a paused subscription go on; its dates move by the length of the pause. */
export function resume(emulator: Emulator, subscription: SubscriptionRow): SubscriptionRow {
  const { store, outbox } = emulator
  const { subscription_id: id, status, customer, paused_at } = subscription
  if (status !== 'paused' || !paused_at) {
    throw new ApiError(
      422,
      'SUBSCRIPTION_INACTIVE',
      `Only a paused subscription is resumed; this is ${status}`,
    )
  }
  const pauseMs = emulator.now().getTime() - Date.parse(paused_at)
  const later = (moment: string) => new Date(Date.parse(moment) + pauseMs).toISOString()
  const billing = billingFor(store, subscription)
  store.billing.put({ ...billing, cycle_start: later(billing.cycle_start), anchor: later(billing.anchor) })
  const row = store.subscriptions.put({
    ...subscription,
    status: 'active',
    paused_at: null,
    next_billing_date: later(subscription.next_billing_date),
    expires_at: subscription.expires_at ? later(subscription.expires_at) : null,
  })
  outbox.enqueue('subscription.unpaused', 'Subscription', id, customer.email)
  return row
}
