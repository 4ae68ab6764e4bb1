import { readSettings } from '../billing/settings'
import { BRAND_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { isHardDecline } from '../reference/declines'
import type { BillingRow, DunningRow } from '../state/billing-rows'
import type { PaymentRow, SubscriptionRow } from '../state/rows'
import { billingFor } from './billing'

const HOUR_MS = 60 * 60 * 1000
const DAY_MS = 24 * HOUR_MS
/** Pauses before the tries of a failed renewal, as the provider documents them. */
const RETRY_PAUSES_MS = [12, 24, 48, 72, 96, 120, 168, 168].map((hours) => hours * HOUR_MS)

/**
 * A charge that keeps the subscription going has failed: it goes past due or on hold and, where the decline is soft
 * and the business wants it, another try is planned. Only renewals are tried again by themselves.
 */
export function fallBehind(emulator: Emulator, id: string, payment: PaymentRow): void {
  const { store, outbox } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription) return
  const { grace_days } = readSettings(store)
  const now = emulator.now().getTime()
  const billing = { ...billingFor(store, subscription), dues: payment.payment_id }
  const isFirst = subscription.status === 'active'
  const retry = planRetry(emulator, billing, payment, isFirst)
  if (!isFirst) {
    store.billing.put({ ...billing, retry })
    if (!retry) moveDunning(emulator, billing, { status: 'exhausted', payment_id: payment.payment_id })
    return
  }
  const status = grace_days > 0 ? 'past_due' : 'on_hold'
  const past_due_ends_at = grace_days > 0 ? new Date(now + grace_days * DAY_MS).toISOString() : null
  const row = store.subscriptions.put({ ...subscription, status })
  const dunning = retry ? startDunning(emulator, row, status, payment) : null
  store.billing.put({ ...billing, retry, past_due_ends_at, dunning_id: dunning?.id ?? null })
  outbox.enqueue(`subscription.${status}`, 'Subscription', id, row.customer.email)
  if (dunning) outbox.enqueue('dunning.started', 'DunningAttempt', dunning.id, row.customer.email)
}

/** What was owed is paid: active again, and no try is left. */
export function recover(emulator: Emulator, id: string, paymentId: string): void {
  const { store, outbox } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription) return
  const billing = billingFor(store, subscription)
  const { email } = subscription.customer
  store.subscriptions.put({ ...subscription, status: 'active' })
  store.billing.put({ ...billing, dues: null, retry: null, past_due_ends_at: null, dunning_id: null })
  outbox.enqueue('subscription.active', 'Subscription', id, email)
  const dunning = moveDunning(emulator, billing, { status: 'recovered', payment_id: paymentId })
  if (dunning) outbox.enqueue('dunning.recovered', 'DunningAttempt', dunning.id, email)
}

function planRetry(
  emulator: Emulator,
  billing: BillingRow,
  payment: PaymentRow,
  isFirst: boolean,
): BillingRow['retry'] {
  const { renewal_retry_days } = readSettings(emulator.store)
  if (payment.internal.charge?.purpose.kind !== 'renewal' || isHardDecline(payment.error_code)) return null
  const now = emulator.now().getTime()
  const until = isFirst ? now + renewal_retry_days * DAY_MS : Date.parse(billing.retry?.until ?? '')
  const made = isFirst ? 0 : (billing.retry?.made ?? 0)
  const at = now + (RETRY_PAUSES_MS[made] ?? Number.POSITIVE_INFINITY)
  if (!(at <= until)) return null
  return { at: new Date(at).toISOString(), made, until: new Date(until).toISOString() }
}

function startDunning(
  emulator: Emulator,
  subscription: SubscriptionRow,
  trigger_state: DunningRow['trigger_state'],
  payment: PaymentRow,
): DunningRow {
  return emulator.store.dunnings.put({
    id: newId('dun'),
    brand_id: BRAND_ID,
    created_at: emulator.now().toISOString(),
    customer_id: subscription.customer.customer_id,
    subscription_id: subscription.subscription_id,
    payment_id: payment.payment_id,
    status: 'recovering',
    trigger_state,
  })
}

function moveDunning(
  emulator: Emulator,
  billing: BillingRow,
  change: Pick<DunningRow, 'status' | 'payment_id'>,
): DunningRow | null {
  const dunning = emulator.store.dunnings.get(billing.dunning_id ?? '')
  if (dunning?.status !== 'recovering') return null
  return emulator.store.dunnings.put({ ...dunning, ...change })
}
