import type { BillingAddress } from 'dodopayments/resources/payments'
import { toDiscountDetails } from '../discounts/redeem'
import { BRAND_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { addInterval } from '../reference/dates'
import type { CustomerRow, SessionRow, SubscriptionRow } from '../state/rows'
import { toLimitedDetails } from '../state/wire'
import { billingFor } from '../subscriptions/billing'
import type { Quote, QuoteLine } from './quote'

interface SubscriptionStart {
  line: QuoteLine
  quote: Quote
  customer: CustomerRow
  billing: BillingAddress
  session: SessionRow
}

/** A subscription as its first payment starts: pending until that payment ends. */
export function openSubscription(emulator: Emulator, start: SubscriptionStart): SubscriptionRow {
  const { line, quote, customer, billing, session } = start
  const { price } = line.product
  if (price.type !== 'recurring_price') throw new Error(`${line.product.product_id} is not recurring`)
  const now = emulator.now()
  const discounts = toDiscountDetails(line.codes, line.dueNow.discount > 0 ? 1 : 0)
  const next =
    line.trialDays > 0
      ? addInterval(now, line.trialDays, 'Day')
      : addInterval(now, price.payment_frequency_count, price.payment_frequency_interval)
  return emulator.store.subscriptions.put({
    subscription_id: newId('sub'),
    product_id: line.product.product_id,
    quantity: line.quantity,
    status: 'pending',
    currency: quote.currency,
    recurring_pre_tax_amount: line.recurring ? line.recurring.subtotal - line.recurring.discount : 0,
    tax_inclusive: line.taxInclusive,
    customer: toLimitedDetails(customer),
    billing,
    brand_id: BRAND_ID,
    metadata: session.request.metadata ?? {},
    addons: line.items.flatMap(({ addon, quantity }) => (addon ? [{ addon_id: addon.id, quantity }] : [])),
    meters: [],
    credit_entitlement_cart: [],
    meter_credit_entitlement_cart: [],
    on_demand: line.onDemand,
    has_payment_method: false,
    payment_method_id: null,
    created_at: now.toISOString(),
    previous_billing_date: now.toISOString(),
    next_billing_date: next.toISOString(),
    expires_at: addInterval(
      now,
      price.subscription_period_count,
      price.subscription_period_interval,
    ).toISOString(),
    cancelled_at: null,
    paused_at: null,
    cancel_at_next_billing_date: false,
    cancellation_feedback: null,
    cancellation_comment: null,
    payment_frequency_count: price.payment_frequency_count,
    payment_frequency_interval: price.payment_frequency_interval,
    subscription_period_count: price.subscription_period_count,
    subscription_period_interval: price.subscription_period_interval,
    trial_period_days: line.trialDays,
    trial_amount: price.trial_amount ?? null,
    scheduled_change: null,
    discounts,
    discount_id: discounts?.[0]?.discount_id ?? null,
    discount_cycles_remaining: discounts?.[0]?.cycles_remaining ?? null,
    custom_field_responses: null,
    customer_business_name: session.request.customer_business_name ?? null,
    tax_id: session.request.tax_id ?? null,
  })
}

export function activateSubscription(emulator: Emulator, id: string, paymentMethodId: string | null): void {
  end(emulator, id, {
    status: 'active',
    payment_method_id: paymentMethodId,
    has_payment_method: paymentMethodId !== null,
  })
}

export function failSubscription(emulator: Emulator, id: string): void {
  end(emulator, id, { status: 'failed' })
}

function end(
  emulator: Emulator,
  id: string,
  change: Partial<SubscriptionRow> & { status: 'active' | 'failed' },
): void {
  const pending = emulator.store.subscriptions.get(id)
  if (!pending) return
  const row = emulator.store.subscriptions.put({ ...pending, ...change })
  if (change.status === 'active') emulator.store.billing.put(billingFor(emulator.store, row))
  emulator.outbox.enqueue(`subscription.${change.status}`, 'Subscription', id, row.customer.email)
}
