import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import type { BillingAddress } from 'dodopayments/resources/payments'
import { redeemableCodes } from '../discounts/redeem'
import type { Emulator } from '../emulator'
import { ApiError, invalidBody, notFound } from '../http/api-error'
import { minimumCharge } from '../reference/minimum-charge'
import { checkTaxId, type TaxIdCheck } from '../reference/tax-ids'
import type { CustomerRow } from '../state/rows'
import { pricingOf } from './adaptive-currency'
import { requireCustomer } from './customers'
import { type Quote, quoteCart } from './quote'

const FALLBACK_BILLING: BillingAddress = {
  country: 'US',
  city: null,
  state: null,
  street: null,
  zipcode: null,
}

/** Refuses what contradicts itself, and what the emulator does not know how to do rather than ignoring it. */
export function refuseContradictions(emulator: Emulator, request: CheckoutSessionRequest): void {
  const { feature_flags: flags, product_cart: cart } = request
  if (request.discount_code && request.discount_codes?.length) {
    throw invalidBody('discount_code cannot be used together with discount_codes')
  }
  if (flags?.require_phone_number && flags.allow_phone_number_collection === false) {
    throw invalidBody('feature_flags.require_phone_number needs allow_phone_number_collection')
  }
  if (request.tax_id && !request.billing_address) throw invalidBody('tax_id needs billing_address.country')
  if (request.confirm && flags?.require_tax_id && !request.tax_id) throw invalidBody('tax_id is required')
  const collection = request.product_collection_id
  if (collection && !emulator.store.productCollections.get(collection)) {
    throw notFound(`Product collection ${collection}`)
  }
  if (cart.length === 0) {
    if (!collection) throw new ApiError(422, 'PRODUCT_CART_EMTPY', 'product_cart has no line')
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator has no page to choose from a collection')
  }
  if (cart.some((item) => item.credit_entitlements?.length)) {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator has no credit-based billing')
  }
  if (request.subscription_data?.on_demand) refuseBesideOnDemand(emulator, request)
}

function refuseBesideOnDemand({ store }: Emulator, request: CheckoutSessionRequest): void {
  const { product_cart: cart } = request
  if (cart.some((item) => store.products.get(item.product_id)?.is_recurring === false)) {
    throw new ApiError(
      422,
      'ONE_TIME_PRODUCTS_NOT_ALLOWED_FOR_ON_DEMAND',
      'Only subscriptions can be on demand',
    )
  }
  if (cart.some((item) => item.addons?.length)) {
    throw new ApiError(422, 'ADDONS_NOT_ALLOWED_FOR_ON_DEMAND', 'On-demand subscriptions have no add-ons')
  }
  if (codesOf(request).length > 0) {
    throw new ApiError(422, 'DISCOUNT_NOT_AVAILABLE_FOR_ON_DEMAND', 'On-demand subscriptions take no codes')
  }
}

/** The address a request is priced for: its own, else the customer's last, else plain US. */
export function billingOf(customer: CustomerRow | null, request: CheckoutSessionRequest): BillingAddress {
  const given = request.billing_address
  if (!given) return customer?.last_billing ?? FALLBACK_BILLING
  return {
    country: given.country,
    city: given.city ?? null,
    state: given.state ?? null,
    street: given.street ?? null,
    zipcode: given.zipcode ?? null,
  }
}

export function customerOf(emulator: Emulator, request: CheckoutSessionRequest): CustomerRow | null {
  const { customer } = request
  return customer && 'customer_id' in customer ? requireCustomer(emulator.store, customer.customer_id) : null
}

function codesOf(request: CheckoutSessionRequest): string[] {
  if (request.discount_code) return [request.discount_code]
  return request.discount_codes ?? []
}

/**
 * Prices a request for an address. `customer` is who pays, as far as that is known; codes are checked for them. Throws
 * an {@link ApiError} for what cannot be sold so.
 */
export function quoteRequest(
  emulator: Emulator,
  request: CheckoutSessionRequest,
  billing: BillingAddress,
  customer: CustomerRow | null = customerOf(emulator, request),
  feesInclusive = false,
): Quote {
  const onDemand = request.subscription_data?.on_demand
  const quote = quoteCart(emulator.store, request.product_cart, billing.country, {
    trialDays: request.subscription_data?.trial_period_days,
    onDemand: onDemand
      ? { firstCharge: onDemand.mandate_only ? null : (onDemand.product_price ?? null) }
      : null,
    codes: redeemableCodes(emulator, codesOf(request), customer?.customer_id ?? null),
    taxExempt: taxIdOf(request, billing)?.exempt ?? false,
    pricing: pricingOf(
      emulator,
      request,
      billing.country,
      feesInclusive || onDemand?.adaptive_currency_fees_inclusive === true,
    ),
  })
  const least = minimumCharge(quote.currency)
  if (quote.dueNow.total > 0 && quote.dueNow.total < least) {
    throw new ApiError(
      422,
      'TOTAL_PAYMENT_AMOUNT_BELOW_MINIMUM_AMOUNT',
      `A payment in ${quote.currency} is ${least} at least`,
    )
  }
  return quote
}

/** What the form of the request's tax id tells; null when it has none. */
export function taxIdOf(request: CheckoutSessionRequest, { country }: BillingAddress): TaxIdCheck | null {
  return request.tax_id ? checkTaxId(request.tax_id, country) : null
}

/** Throws for a tax id of a wrong form. */
export function requireTaxId(request: CheckoutSessionRequest, billing: BillingAddress): void {
  const error = taxIdOf(request, billing)?.error
  if (error) throw new ApiError(422, 'INVALID_TAX_ID', error)
}
