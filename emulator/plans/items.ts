import type { DiscountDetail } from 'dodopayments/resources/discounts'
import type { CountryCode, Currency } from 'dodopayments/resources/misc'
import { requireAddon } from '../catalog/addons'
import { roundHalfUp } from '../reference/rounding'
import { lineTax, taxRateBps } from '../reference/tax'
import type { BillingRow, PlanTerms } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'
import { requireProduct } from '../subscriptions/billing'
import type { PricedItem, ProrationLine } from './proration'

/** What the subscriber has agreed to at present. */
export function presentTerms(subscription: SubscriptionRow, billing: BillingRow): PlanTerms {
  return {
    product_id: subscription.product_id,
    quantity: subscription.quantity,
    unit_price: billing.unit_price,
    addons: subscription.addons,
    addon_prices: billing.addon_prices,
    discounts: subscription.discounts ?? [],
  }
}

/** The plan and its add-ons, priced for one cycle in the subscriber's country, discount codes taken off. */
export function priceItems(store: Store, terms: PlanTerms, country: CountryCode): PricedItem[] {
  const product = requireProduct(store, terms.product_id)
  const { currency } = product.price
  const taxInclusive = product.price.tax_inclusive ?? false
  const off = (price: number) => discounted(store, price, terms, currency)
  const plan: PricedItem = {
    type: 'subscription',
    id: product.product_id,
    name: product.name ?? null,
    description: product.description ?? null,
    unitPrice: terms.unit_price,
    quantity: terms.quantity,
    price: off(terms.unit_price * terms.quantity),
    taxCategory: product.tax_category,
    taxRateBps: taxRateBps(country, product.tax_category),
    taxInclusive,
  }
  const addons = terms.addons.map(({ addon_id, quantity }): PricedItem => {
    const addon = requireAddon(store, addon_id)
    const unitPrice = terms.addon_prices[addon_id] ?? addon.price
    return {
      type: 'addon',
      id: addon_id,
      name: addon.name,
      description: addon.description ?? null,
      unitPrice,
      quantity,
      price: unitPrice * quantity,
      taxCategory: addon.tax_category,
      taxRateBps: taxRateBps(country, addon.tax_category),
      taxInclusive,
    }
  })
  return [plan, ...addons].map(withUnitPrice)
}

/** What the next cycles cost before tax, as the subscription shows it. */
export function preTaxAmount(items: readonly PricedItem[]): number {
  return items.reduce((sum, { price, taxRateBps: rate, taxInclusive }) => {
    return sum + (taxInclusive ? price - lineTax(price, rate, true) : price)
  }, 0)
}

/** One line of a bill as the payment keeps it. Parts of a cycle are marked, for they cannot be refunded. */
export function toPaymentLine({ item, total, tax, factor }: ProrationLine) {
  return { item_id: item.id, name: item.name, amount: total, tax, prorated: factor !== 1 }
}

function discounted(store: Store, price: number, terms: PlanTerms, currency: Currency): number {
  return terms.discounts
    .filter((discount) => discount.cycles_remaining !== 0 && appliesTo(discount, terms.product_id))
    .reduce((left, discount) => Math.max(0, left - taken(store, discount, left, currency)), price)
}

function taken(store: Store, discount: DiscountDetail, price: number, currency: Currency): number {
  const options = store.discounts.get(discount.discount_id)?.currency_options ?? []
  const most = options.find((option) => option.currency === currency)?.max_amount_possible ?? null
  if (discount.type === 'flat') return most ?? 0
  return Math.min(most ?? Number.POSITIVE_INFINITY, roundHalfUp((price * discount.amount) / 10_000))
}

export function appliesTo({ restricted_to }: Pick<DiscountDetail, 'restricted_to'>, productId: string) {
  return restricted_to.length === 0 || restricted_to.includes(productId)
}

/** The unit price that fits the discounted line; the line's own price stays exact. */
function withUnitPrice(item: PricedItem): PricedItem {
  return { ...item, unitPrice: roundHalfUp(item.price / item.quantity) }
}
