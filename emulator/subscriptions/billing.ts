import { currencyOf } from '../checkout/adaptive-currency'
import type { Convert } from '../checkout/quote-item'
import { notFound } from '../http/api-error'
import { addInterval } from '../reference/dates'
import { roundHalfUp } from '../reference/rounding'
import type { BillingRow, PlanTerms } from '../state/billing-rows'
import type { ProductRow, SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'

export function requireSubscription(store: Store, id: string): SubscriptionRow {
  const subscription = store.subscriptions.get(id)
  if (!subscription) throw notFound(`Subscription ${id}`)
  return subscription
}

export function requireProduct(store: Store, id: string): ProductRow {
  const product = store.products.get(id)
  if (!product) throw notFound(`Product ${id}`)
  return product
}

/** How a subscription is billed from here; for one that has just been bought, by today's prices. */
export function billingFor(store: Store, subscription: SubscriptionRow): BillingRow {
  return store.billing.get(subscription.subscription_id) ?? firstBilling(store, subscription)
}

function firstBilling(store: Store, subscription: SubscriptionRow): BillingRow {
  const inTrial =
    subscription.trial_period_days > 0 && subscription.previous_billing_date === subscription.created_at
  return {
    subscription_id: subscription.subscription_id,
    unit_price: unitPriceOf(store, requireProduct(store, subscription.product_id), subscription),
    addon_prices: Object.fromEntries(
      subscription.addons.map(({ addon_id }) => {
        const addon = store.addons.get(addon_id)
        return [addon_id, addon ? converter(store, subscription)(addon.price, addon.currency) : 0]
      }),
    ),
    cycle_start: subscription.previous_billing_date,
    anchor: inTrial ? subscription.next_billing_date : subscription.previous_billing_date,
    trial: inTrial ? { amount: (subscription.trial_amount ?? 0) * subscription.quantity } : null,
    awaiting: null,
    dues: null,
    retry: null,
    past_due_ends_at: null,
    scheduled: null,
    dunning_id: null,
  }
}

type Subscriber = Pick<SubscriptionRow, 'product_id' | 'quantity' | 'currency'>

/** A unit's price for one cycle after the product's own discount, in minor units of the subscription's currency. */
export function unitPriceOf(store: Store, { price }: ProductRow, subscriber: Subscriber): number {
  const own = price.type === 'usage_based_price' ? price.fixed_price : price.price
  const listed = converter(store, subscriber)(own, price.currency)
  const discountBps = price.discount_bps ?? (price.discount ?? 0) * 100
  return listed - roundHalfUp((listed * discountBps) / 10_000)
}

/** The exchange into the currency a subscription is billed in, as its checkout did it. */
export function converter(store: Store, { product_id, quantity, currency }: Subscriber): Convert {
  return currencyOf(store, [{ product_id, quantity }], { currency, feesInclusive: false }).convert
}

/** The first moment after `after` that lies whole intervals from the anchor. */
export function nextBillingDate(
  anchor: string,
  after: Date,
  every: Pick<SubscriptionRow, 'payment_frequency_count' | 'payment_frequency_interval'>,
): string {
  const from = new Date(anchor)
  const { payment_frequency_count: count, payment_frequency_interval: interval } = every
  const one = addInterval(from, count, interval).getTime() - from.getTime()
  let times = Math.max(0, Math.floor((after.getTime() - from.getTime()) / one) - 1)
  let next = addInterval(from, count * times, interval)
  while (next <= after) {
    times += 1
    next = addInterval(from, count * times, interval)
  }
  return next.toISOString()
}

/** Whether two plans bill in the same rhythm. */
export function sameRhythm(store: Store, subscription: SubscriptionRow, { product_id }: PlanTerms): boolean {
  const price = store.products.get(product_id)?.price
  return (
    price?.type === 'recurring_price' &&
    price.payment_frequency_count === subscription.payment_frequency_count &&
    price.payment_frequency_interval === subscription.payment_frequency_interval
  )
}
