import type { ProductItemReq } from 'dodopayments/resources/checkout-sessions'
import type { Currency, TaxCategory } from 'dodopayments/resources/misc'
import { addonItems } from '../catalog/addons'
import { ApiError, notFound } from '../http/api-error'
import type { AddonRow, ProductRow } from '../state/rows'
import type { Store } from '../state/store'

/** One thing with a price of its own: a product of the cart, or an add-on of it. Sums are minor units. */
export interface DraftItem {
  id: string
  name: string | null
  addon: AddonRow | null
  taxCategory: TaxCategory
  quantity: number
  unitPrice: number
  /** For all units, before codes; the product's own discount is taken. */
  listedNow: number
  chargedNow: number
  /** What each bill after the first one takes; null when there is none. */
  listedLater: number | null
  chargedLater: number | null
  /** Whether discount codes reduce what is due now. */
  codesNow: boolean
}

export interface DraftLine {
  product: ProductRow
  quantity: number
  trialDays: number
  /** The product itself first, then its add-ons. */
  items: DraftItem[]
}

/** Terms of a subscription that a request may set beside the cart. */
export interface LineTerms {
  trialDays: number | null | undefined
  /** The first charge of an on-demand subscription; null when only the mandate is asked for. */
  onDemand: { firstCharge: number | null } | null
}

/** The conversion of a price into the currency the cart is paid in. */
export type Convert = (amount: number, from: Currency) => number

/** Finds what a line of the cart names and prices it. Throws an {@link ApiError} for what cannot be sold. */
export function draftLine(store: Store, item: ProductItemReq, terms: LineTerms, convert: Convert): DraftLine {
  const product = requireSellable(store, item.product_id)
  const { price } = product
  const addons = addonItems(store, product, item.addons)
  if (price.type === 'one_time_price') {
    if (addons.length > 0) {
      throw new ApiError(422, 'INVALID_REQUEST_PARAMETERS', 'Only subscription products have add-ons')
    }
    return { product, quantity: item.quantity, trialDays: 0, items: [oneTimeItem(product, item, convert)] }
  }
  if (price.type === 'usage_based_price') {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator does not sell usage-based products')
  }
  if (terms.onDemand)
    return {
      product,
      quantity: item.quantity,
      trialDays: 0,
      items: [onDemandItem(product, item, terms.onDemand, convert)],
    }
  const trialDays = terms.trialDays ?? price.trial_period_days ?? 0
  const inTrial = trialDays > 0
  const recurring = (
    unitPrice: number,
    quantity: number,
    trialPrice: number,
    addon: AddonRow | null,
  ): DraftItem => {
    const unit = convert(unitPrice, price.currency)
    const listed = unit * quantity
    const charged = withoutOwnDiscount(product, unit) * quantity
    const trial = convert(trialPrice, price.currency) * quantity
    return {
      id: addon?.id ?? product.product_id,
      name: addon?.name ?? product.name ?? null,
      addon,
      taxCategory: addon?.tax_category ?? product.tax_category,
      quantity,
      unitPrice: unit,
      listedNow: inTrial ? trial : listed,
      chargedNow: inTrial ? trial : addon ? listed : charged,
      listedLater: listed,
      chargedLater: addon ? listed : charged,
      codesNow: !inTrial || price.trial_apply_discounts === true,
    }
  }
  const items = [
    recurring(price.price, item.quantity, price.trial_amount ?? 0, null),
    ...addons.map(({ addon, quantity }) => recurring(addon.price, quantity, 0, addon)),
  ]
  return { product, quantity: item.quantity, trialDays, items }
}

function requireSellable(store: Store, id: string): ProductRow {
  const product = store.products.get(id)
  if (!product) throw notFound(`Product ${id}`)
  if (product.archived) throw new ApiError(422, 'PRODUCT_IS_DELETED', `Product ${id} is archived`)
  return product
}

function oneTimeItem(product: ProductRow, item: ProductItemReq, convert: Convert): DraftItem {
  const unit = oneTimePrice(product, item, convert)
  return {
    ...plainItem(product, item.quantity, unit),
    chargedNow: withoutOwnDiscount(product, unit) * item.quantity,
  }
}

function onDemandItem(
  product: ProductRow,
  item: ProductItemReq,
  { firstCharge }: { firstCharge: number | null },
  convert: Convert,
): DraftItem {
  const unit = convert(firstCharge ?? 0, product.price.currency)
  return { ...plainItem(product, 1, unit), quantity: item.quantity, listedLater: 0, chargedLater: 0 }
}

function plainItem(product: ProductRow, quantity: number, unit: number): DraftItem {
  return {
    id: product.product_id,
    name: product.name ?? null,
    addon: null,
    taxCategory: product.tax_category,
    quantity,
    unitPrice: unit,
    listedNow: unit * quantity,
    chargedNow: unit * quantity,
    listedLater: null,
    chargedLater: null,
    codesNow: true,
  }
}

/** A price paid as one wants is taken in the currency the cart is paid in. */
function oneTimePrice({ price, product_id }: ProductRow, item: ProductItemReq, convert: Convert): number {
  if (price.type !== 'one_time_price') throw new Error(`${product_id} is not sold once`)
  if (!price.pay_what_you_want) {
    if (price.price === 0) {
      throw new ApiError(422, 'MISSING_PRODUCT_INFORMATION', `Product ${product_id} has no price`)
    }
    return convert(price.price, price.currency)
  }
  const least = convert(price.price, price.currency)
  const suggested = price.suggested_price ?? null
  const amount = item.amount ?? (suggested === null ? null : convert(suggested, price.currency))
  if (amount === null) {
    throw new ApiError(422, 'PAY_AS_YOU_WANT_AMOUNT_REQUIRED', `Product ${product_id} needs an amount`)
  }
  if (amount < least) {
    throw new ApiError(422, 'REQUEST_AMOUNT_BELOW_MINIMUM', `Product ${product_id} costs at least ${least}`)
  }
  return amount
}

function withoutOwnDiscount({ price }: ProductRow, unit: number): number {
  const bps = price.discount_bps ?? (price.discount ?? 0) * 100
  return unit - Math.floor((unit * bps) / 10_000 + 0.5)
}
