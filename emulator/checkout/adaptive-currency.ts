import type { ProductItemReq } from 'dodopayments/resources/checkout-sessions'
import type { CountryCode, Currency } from 'dodopayments/resources/misc'
import { readSettings } from '../billing/settings'
import type { Emulator } from '../emulator'
import { ApiError } from '../http/api-error'
import { CURRENCY_OF_COUNTRY, exchange, toUsd } from '../reference/exchange'
import type { Store } from '../state/store'
import type { Convert } from './quote-item'

/** How a cart is priced in another currency than its products'. */
export interface Pricing {
  currency: Currency
  /** Whether the merchant bears the fee of the exchange. */
  feesInclusive: boolean
}

interface CartCurrency {
  currency: Currency
  /** The products' own currency. */
  own: Currency
  convert: Convert
}

/**
 * The currency a cart is paid in. Without adaptive pricing it is the products' own, which must be one; with it, prices
 * are exchanged, with a fee of 4 % below 500 USD, 3 % up to 1500 and 2 % above, unless the merchant bears it.
 */
export function currencyOf(
  store: Store,
  cart: readonly ProductItemReq[],
  pricing: Pricing | null,
): CartCurrency {
  const prices = cart.flatMap(({ product_id, quantity }) => {
    const price = store.products.get(product_id)?.price
    if (!price) return []
    const unit = price.type === 'usage_based_price' ? price.fixed_price : price.price
    return [{ currency: price.currency, total: unit * quantity }]
  })
  const own = prices[0]?.currency
  if (cart.length === 0) throw new ApiError(422, 'PRODUCT_CART_EMTPY', 'product_cart has no line')
  if (!own) throw new ApiError(404, 'NOT_FOUND', `Product ${cart[0]?.product_id} does not exist`)
  if (!pricing) {
    if (prices.some((price) => price.currency !== own)) {
      throw new ApiError(422, 'UNSUPPORTED_CURRENCY', 'All products of a cart must share one currency')
    }
    return { currency: own, own, convert: (amount) => amount }
  }
  const usd = prices.reduce((sum, { total, currency }) => sum + toUsd(total, currency), 0)
  const fee = pricing.feesInclusive ? 0 : usd < 50_000 ? 0.04 : usd <= 150_000 ? 0.03 : 0.02
  const { currency } = pricing
  return {
    currency,
    own,
    convert: (amount, from) => {
      if (from === currency) return amount
      const exchanged = exchange(amount, from, currency)
      if (exchanged === null) {
        throw new ApiError(422, 'EXCHANGE_RATE_NOT_FOUND', `There is no rate from ${from} to ${currency}`)
      }
      return Math.floor(exchanged * (1 + fee) + 0.5)
    },
  }
}

/** The currency a request is priced in when the business adapts prices: the asked one, else the country's. */
export function pricingOf(
  { store }: Emulator,
  request: { billing_currency?: Currency | null },
  country: CountryCode,
  feesInclusive: boolean,
): Pricing | null {
  if (!readSettings(store).adaptive_currency) return null
  const currency = request.billing_currency ?? CURRENCY_OF_COUNTRY[country]
  if (!currency) return null
  if (exchange(100, 'USD', currency) === null) {
    throw new ApiError(422, 'UNSUPPORTED_BILLING_CURRENCY', `Nothing is billed in ${currency}`)
  }
  return { currency, feesInclusive }
}
