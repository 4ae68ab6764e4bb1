import type { Currency, TaxCategory } from 'dodopayments/resources/misc'
import { requireAddon } from '../catalog/addons'
import { deduct } from '../discounts/deduct'
import { roundHalfUp } from '../reference/rounding'
import { lineTax, taxRateBps } from '../reference/tax'
import { checkTaxId } from '../reference/tax-ids'
import type { BillingRow, PlanTerms } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'
import { requireProduct } from '../subscriptions/billing'
import type { PricedItem, ProrationLine } from './proration'

type Payer = Pick<SubscriptionRow, 'billing' | 'currency' | 'tax_id'>

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
export function priceItems(store: Store, terms: PlanTerms, payer: Payer): PricedItem[] {
  const product = requireProduct(store, terms.product_id)
  const taxInclusive = product.price.tax_inclusive ?? false
  const { country } = payer.billing
  const exempt = payer.tax_id ? checkTaxId(payer.tax_id, country).exempt : false
  const rateOf = (category: TaxCategory) => (exempt ? 0 : taxRateBps(country, category))
  const plan: PricedItem = {
    type: 'subscription',
    id: product.product_id,
    name: product.name ?? null,
    description: product.description ?? null,
    unitPrice: terms.unit_price,
    quantity: terms.quantity,
    price: terms.unit_price * terms.quantity,
    taxCategory: product.tax_category,
    taxRateBps: rateOf(product.tax_category),
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
      taxRateBps: rateOf(addon.tax_category),
      taxInclusive,
    }
  })
  return discounted(store, [plan, ...addons], terms, payer.currency).map(withUnitPrice)
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

/** Takes off the codes that still have cycles left, in their order. Their minimum was asked of the first cart only. */
function discounted(
  store: Store,
  items: readonly PricedItem[],
  { discounts, product_id }: PlanTerms,
  currency: Currency,
): PricedItem[] {
  return discounts
    .filter((discount) => discount.cycles_remaining !== 0)
    .reduce<PricedItem[]>(
      (left, discount) => {
        const options = store.discounts.get(discount.discount_id)?.currency_options ?? []
        const code = {
          ...discount,
          currency_options: options.map((row) => ({ ...row, minimum_subtotal: 0 })),
        }
        const before = left.map(({ price }) => ({ productId: product_id, listed: price, charged: price }))
        const taken = deduct(code, before, currency)
        return left.map((item, index) => ({ ...item, price: item.price - (taken[index] ?? 0) }))
      },
      [...items],
    )
}

/** The unit price that fits the discounted line; the line's own price stays exact. */
function withUnitPrice(item: PricedItem): PricedItem {
  return { ...item, unitPrice: roundHalfUp(item.price / item.quantity) }
}
