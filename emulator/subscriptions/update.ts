import type { SubscriptionUpdateParams } from 'dodopayments/resources/subscriptions'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { addInterval } from '../reference/dates'
import type { SubscriptionRow } from '../state/rows'
import { billingFor } from './billing'
import { pause, resume } from './pause'
import { endSubscription } from './renew'

export type SubscriptionPatch = Omit<SubscriptionUpdateParams, 'credit_entitlement_cart'>

const ENDED: readonly SubscriptionRow['status'][] = ['cancelled', 'expired', 'failed']

/** `PATCH /subscriptions/{id}`: cancels, pauses, moves the billing date or changes details, and tells of it. */
export function updateSubscription(
  emulator: Emulator,
  subscription: SubscriptionRow,
  patch: SubscriptionPatch,
): SubscriptionRow {
  return emulator.store.commit(() => {
    const { subscription_id: id } = subscription
    refusePatch(subscription, patch)
    if (patch.status === 'paused') return pause(emulator, subscription)
    if (patch.status === 'active') return resume(emulator, subscription)
    const { store, outbox } = emulator
    const { email } = subscription.customer
    store.subscriptions.put({ ...subscription, ...detailsOf(emulator, subscription, patch) })
    if (patch.next_billing_date) moveBillingDate(emulator, id, patch.next_billing_date)
    if (patch.disable_on_demand) moveBillingDate(emulator, id, patch.disable_on_demand.next_billing_date)
    if (patch.status === 'cancelled' || endsNow(subscription, patch))
      endSubscription(emulator, id, 'cancelled')
    outbox.enqueue('subscription.updated', 'Subscription', id, email)
    return store.subscriptions.get(id) ?? subscription
  })
}

/** An unpaid period has no end to wait for. */
function endsNow({ status }: SubscriptionRow, { cancel_at_next_billing_date }: SubscriptionPatch): boolean {
  return cancel_at_next_billing_date === true && (status === 'on_hold' || status === 'past_due')
}

function refusePatch(subscription: SubscriptionRow, patch: SubscriptionPatch): void {
  const { status } = patch
  const named = Object.values(patch).filter((value) => value !== undefined).length
  if (patch.pause !== undefined && patch.pause !== null) {
    throw refusal('INVALID_REQUEST_PARAMETERS', 'pause was removed; send status paused or active instead')
  }
  if ((status === 'paused' || status === 'active') && named > 1) {
    throw refusal('INVALID_REQUEST_PARAMETERS', `status ${status} is sent alone`)
  }
  if (status && status !== 'paused' && status !== 'active' && status !== 'cancelled') {
    throw refusal('INVALID_REQUEST_PARAMETERS', `A subscription cannot be set to ${status}`)
  }
  const cancels = status === 'cancelled' || patch.cancel_at_next_billing_date === true
  if ((patch.cancellation_feedback || patch.cancellation_comment) && !cancels) {
    throw refusal('INVALID_REQUEST_PARAMETERS', 'Feedback is given only with a cancellation')
  }
  if (ENDED.includes(subscription.status)) {
    const hasExpired = subscription.status === 'expired'
    const code = hasExpired ? 'SUBSCRIPTION_EXPIRED' : 'SUBSCRIPTION_INACTIVE'
    throw refusal(code, `The subscription is ${subscription.status}`)
  }
  if (patch.disable_on_demand && !subscription.on_demand) {
    throw refusal('SUBSCRIPTION_NOT_ON_DEMAND', 'This subscription is not on demand')
  }
}

function detailsOf(
  emulator: Emulator,
  old: SubscriptionRow,
  patch: SubscriptionPatch,
): Partial<SubscriptionRow> {
  const { billing } = patch
  const flag = patch.cancel_at_next_billing_date ?? null
  return {
    ...(patch.metadata && { metadata: patch.metadata }),
    ...(billing && {
      billing: {
        country: billing.country,
        city: billing.city ?? null,
        state: billing.state ?? null,
        street: billing.street ?? null,
        zipcode: billing.zipcode ?? null,
      },
    }),
    ...(patch.customer_name && { customer: { ...old.customer, name: patch.customer_name } }),
    ...(patch.customer_business_name !== undefined && {
      customer_business_name: patch.customer_business_name,
    }),
    ...(patch.tax_id !== undefined && { tax_id: patch.tax_id }),
    ...(flag !== null && { cancel_at_next_billing_date: flag }),
    ...(flag === true && { cancelled_at: emulator.now().toISOString() }),
    ...(flag === false && { cancelled_at: null, cancellation_feedback: null, cancellation_comment: null }),
    ...(patch.cancellation_feedback && { cancellation_feedback: patch.cancellation_feedback }),
    ...(patch.cancellation_comment && { cancellation_comment: patch.cancellation_comment }),
    ...(patch.disable_on_demand && { on_demand: false }),
    ...periodOf(old, patch),
  }
}

/** A longer life of the subscription; it is never shortened. */
function periodOf(old: SubscriptionRow, patch: SubscriptionPatch): Partial<SubscriptionRow> {
  if (!patch.subscription_period_count && !patch.subscription_period_interval) return {}
  const count = patch.subscription_period_count ?? old.subscription_period_count
  const interval = patch.subscription_period_interval ?? old.subscription_period_interval
  const present = addInterval(
    new Date(old.created_at),
    old.subscription_period_count,
    old.subscription_period_interval,
  )
  const longer = addInterval(new Date(old.created_at), count, interval)
  const extraMs = longer.getTime() - present.getTime()
  if (extraMs < 0) throw refusal('INVALID_REQUEST_PARAMETERS', 'The period can only be extended')
  const ends = Date.parse(old.expires_at ?? present.toISOString())
  return {
    subscription_period_count: count,
    subscription_period_interval: interval,
    expires_at: new Date(ends + extraMs).toISOString(),
  }
}

function moveBillingDate(emulator: Emulator, id: string, date: string): void {
  const { store } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription) return
  if (Date.parse(date) <= emulator.now().getTime()) {
    throw refusal('INVALID_REQUEST_PARAMETERS', 'next_billing_date must be in the future')
  }
  if (subscription.status !== 'active') {
    throw refusal('SUBSCRIPTION_INACTIVE', `The subscription is ${subscription.status}`)
  }
  const next_billing_date = new Date(date).toISOString()
  const { scheduled_change } = subscription
  store.billing.put({ ...billingFor(store, subscription), anchor: next_billing_date })
  store.subscriptions.put({
    ...subscription,
    next_billing_date,
    scheduled_change: scheduled_change ? { ...scheduled_change, effective_at: next_billing_date } : null,
  })
}

function refusal(code: string, message: string): ApiError {
  return new ApiError(422, code, message)
}
