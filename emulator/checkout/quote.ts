import type { ProductItemReq } from 'dodopayments/resources/checkout-sessions'
import type { CountryCode, Currency } from 'dodopayments/resources/misc'
import { ApiError, notFound } from '../http/api-error'
import { lineTax, taxRateBps } from '../reference/tax'
import type { ProductRow } from '../state/rows'
import type { Store } from '../state/store'

/** Minor units. `total` is always `subtotal - discount + tax`; an inclusive price is split, not raised. */
export interface Amounts {
  subtotal: number
  discount: number
  tax: number
  total: number
}

export interface QuoteLine {
  product: ProductRow
  quantity: number
  unitPrice: number
  discountedUnitPrice: number
  taxInclusive: boolean
  taxRateBps: number
  trialDays: number
  dueNow: Amounts
  recurring: Amounts | null
}

export interface Quote {
  currency: Currency
  country: CountryCode
  lines: QuoteLine[]
  dueNow: Amounts
  recurring: Amounts | null
}

/**
 * Prices a cart for a country. The one place where money is computed: preview, hosted page and charge all
 * read it. Throws an {@link ApiError} for a product that is unknown, archived or without a price.
 */
export function quoteCart(
  store: Store,
  cart: readonly ProductItemReq[],
  country: CountryCode,
  trialDays?: number | null,
): Quote {
  const lines = cart.map((item) => quoteLine(store, item, country, trialDays))
  const currencies = new Set(lines.map((line) => line.product.price.currency))
  const [currency] = currencies
  if (!currency) throw new ApiError(422, 'PRODUCT_CART_EMTPY', 'product_cart has no line')
  if (currencies.size > 1) {
    throw new ApiError(422, 'UNSUPPORTED_CURRENCY', 'All products of a cart must share one currency')
  }
  const recurring = lines.flatMap((line) => line.recurring ?? [])
  return {
    currency,
    country,
    lines,
    dueNow: sum(lines.map((line) => line.dueNow)),
    recurring: recurring.length > 0 ? sum(recurring) : null,
  }
}

function quoteLine(
  store: Store,
  item: ProductItemReq,
  country: CountryCode,
  trialOverride: number | null | undefined,
): QuoteLine {
  const product = store.products.get(item.product_id)
  if (!product) throw notFound(`Product ${item.product_id}`)
  if (product.archived) {
    throw new ApiError(422, 'PRODUCT_IS_DELETED', `Product ${product.product_id} is archived`)
  }
  const { price } = product
  if (price.type === 'usage_based_price') {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator does not sell usage-based products')
  }
  const unitPrice = unitPriceOf(product, item)
  const discountBps = price.discount_bps ?? (price.discount ?? 0) * 100
  const discountedUnitPrice = unitPrice - Math.floor((unitPrice * discountBps) / 10_000 + 0.5)
  const taxInclusive = price.tax_inclusive ?? false
  const rate = taxRateBps(country, product.tax_category)
  const amountsFor = (listUnit: number, unit: number) =>
    amounts(listUnit * item.quantity, unit * item.quantity, rate, taxInclusive)
  const full = amountsFor(unitPrice, discountedUnitPrice)
  const trialDays = price.type === 'recurring_price' ? (trialOverride ?? price.trial_period_days ?? 0) : 0
  const trialPrice = price.type === 'recurring_price' ? (price.trial_amount ?? 0) : 0
  return {
    product,
    quantity: item.quantity,
    unitPrice,
    discountedUnitPrice,
    taxInclusive,
    taxRateBps: rate,
    trialDays,
    dueNow: trialDays > 0 ? amountsFor(trialPrice, trialPrice) : full,
    recurring: price.type === 'recurring_price' ? full : null,
  }
}

function unitPriceOf({ price, product_id }: ProductRow, item: ProductItemReq): number {
  if (price.type === 'usage_based_price') return price.fixed_price
  if (price.type === 'one_time_price' && price.pay_what_you_want) {
    const amount = item.amount ?? price.suggested_price
    if (amount === null || amount === undefined) {
      throw new ApiError(422, 'PAY_AS_YOU_WANT_AMOUNT_REQUIRED', `Product ${product_id} needs an amount`)
    }
    if (amount < price.price) {
      throw new ApiError(
        422,
        'REQUEST_AMOUNT_BELOW_MINIMUM',
        `Product ${product_id} costs at least ${price.price}`,
      )
    }
    return amount
  }
  if (price.type === 'one_time_price' && price.price === 0) {
    throw new ApiError(422, 'MISSING_PRODUCT_INFORMATION', `Product ${product_id} has no price`)
  }
  return price.price
}

function amounts(listed: number, charged: number, rateBps: number, inclusive: boolean): Amounts {
  const tax = lineTax(charged, rateBps, inclusive)
  const discount = listed - charged
  const total = inclusive ? charged : charged + tax
  return { subtotal: total - tax + discount, discount, tax, total }
}

function sum(parts: readonly Amounts[]): Amounts {
  const total: Amounts = { subtotal: 0, discount: 0, tax: 0, total: 0 }
  for (const part of parts) {
    total.subtotal += part.subtotal
    total.discount += part.discount
    total.tax += part.tax
    total.total += part.total
  }
  return total
}
