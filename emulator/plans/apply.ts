import type { Emulator } from '../emulator'
import { addInterval } from '../reference/dates'
import type { BillingRow, PlanTerms } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'
import { billingFor, nextBillingDate, requireProduct } from '../subscriptions/billing'
import { presentTerms, preTaxAmount, priceItems } from './items'

export interface PlanState {
  subscription: SubscriptionRow
  billing: BillingRow
}

/**
 * The subscription as it is once it is on `terms`. Writes nothing, so that a preview shows just what execution
 * does. A change ends a running trial; another product begins a subscription period of its own.
 */
export function onPlan(
  store: Store,
  { subscription, billing }: PlanState,
  terms: PlanTerms,
  change: { at: Date; startsCycle: boolean },
): PlanState {
  const product = requireProduct(store, terms.product_id)
  const { price } = product
  if (price.type !== 'recurring_price') throw new Error(`${product.product_id} is not recurring`)
  const at = change.at.toISOString()
  const isOther = terms.product_id !== subscription.product_id
  const every = {
    payment_frequency_count: price.payment_frequency_count,
    payment_frequency_interval: price.payment_frequency_interval,
  }
  const items = priceItems(store, terms, subscription)
  return {
    subscription: {
      ...subscription,
      ...every,
      product_id: terms.product_id,
      quantity: terms.quantity,
      addons: terms.addons,
      recurring_pre_tax_amount: preTaxAmount(items),
      tax_inclusive: price.tax_inclusive ?? false,
      subscription_period_count: isOther
        ? price.subscription_period_count
        : subscription.subscription_period_count,
      subscription_period_interval: isOther
        ? price.subscription_period_interval
        : subscription.subscription_period_interval,
      expires_at: isOther
        ? addInterval(
            change.at,
            price.subscription_period_count,
            price.subscription_period_interval,
          ).toISOString()
        : (subscription.expires_at ?? null),
      ...(change.startsCycle && {
        previous_billing_date: at,
        next_billing_date: nextBillingDate(at, change.at, every),
      }),
      ...(billing.trial && { trial_period_days: 0, trial_amount: null }),
      ...discountFields(terms),
      scheduled_change: null,
    },
    billing: {
      ...billing,
      unit_price: terms.unit_price,
      addon_prices: terms.addon_prices,
      ...(change.startsCycle && { cycle_start: at, anchor: at }),
      trial: null,
      scheduled: null,
    },
  }
}

/** Puts a subscription on its new plan and tells of it. */
export function applyPlan(emulator: Emulator, id: string, terms: PlanTerms, startsCycle: boolean): void {
  const { store, outbox } = emulator
  const subscription = store.subscriptions.get(id)
  if (!subscription) return
  const present = { subscription, billing: billingFor(store, subscription) }
  const changed = onPlan(store, present, terms, { at: emulator.now(), startsCycle })
  store.subscriptions.put(changed.subscription)
  store.billing.put(changed.billing)
  outbox.enqueue('subscription.plan_changed', 'Subscription', id, subscription.customer.email)
  outbox.enqueue('subscription.updated', 'Subscription', id, subscription.customer.email)
}

/** One billing cycle less for every discount that counts them; one that is used up is gone. */
export function spendDiscountCycle(store: Store, subscription: SubscriptionRow): SubscriptionRow {
  const discounts = (subscription.discounts ?? [])
    .map((discount) => {
      const left = discount.cycles_remaining ?? null
      return left === null ? discount : { ...discount, cycles_remaining: left - 1 }
    })
    .filter(({ cycles_remaining: left }) => left === null || left === undefined || left > 0)
  if (discounts.length === 0 && !subscription.discounts?.length) return subscription
  const terms = { ...presentTerms(subscription, billingFor(store, subscription)), discounts }
  const items = priceItems(store, terms, subscription)
  return {
    ...subscription,
    ...discountFields(terms),
    recurring_pre_tax_amount: preTaxAmount(items),
  }
}

function discountFields({ discounts }: PlanTerms) {
  const [first] = discounts
  return {
    discounts: discounts.length > 0 ? discounts : null,
    discount_id: first?.discount_id ?? null,
    discount_cycles_remaining: first?.cycles_remaining ?? null,
  }
}
