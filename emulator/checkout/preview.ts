import type { CheckoutSessionPreviewResponse } from 'dodopayments/resources/checkout-sessions'
import { addInterval } from '../reference/dates'
import type { TaxIdCheck } from '../reference/tax-ids'
import type { Amounts } from './amounts'
import type { Quote, QuoteItem, QuoteLine } from './quote'

type PreviewLine = CheckoutSessionPreviewResponse.ProductCart

/** A quote as `POST /checkouts/preview` shows it. */
export function toPreview(quote: Quote, now: Date, taxId: TaxIdCheck | null): CheckoutSessionPreviewResponse {
  const subscriptions = quote.lines.filter((line) => line.recurring !== null)
  const [first] = subscriptions
  return {
    billing_country: quote.country,
    currency: quote.currency,
    current_breakup: toBreakup(quote.dueNow),
    recurring_breakup: quote.recurring && toBreakup(quote.recurring),
    total_price: quote.dueNow.total,
    total_tax: quote.dueNow.tax,
    is_byop: false,
    payment_method_required: quote.dueNow.total > 0 || subscriptions.some(needsCard),
    product_cart: quote.lines.map((line) => toPreviewLine(line, quote)),
    subscriptions: subscriptions.map((line) => ({
      product_id: line.product.product_id,
      amount_due_now: line.dueNow.total,
      tax_due_now: line.dueNow.tax,
      recurring_amount: line.recurring?.total ?? 0,
      recurring_tax: line.recurring?.tax ?? 0,
      next_billing_date: nextBillingDate(line, now),
      trial_period_days: line.trialDays || null,
    })),
    next_billing_date: first ? nextBillingDate(first, now) : null,
    trial_period_days: first?.trialDays || null,
    trial_amount: first?.trialDays ? first.dueNow.total : null,
    tax_id_business_name: null,
    tax_id_err_msg: taxId?.error ?? null,
    tax_id_format_name: taxId?.formatName ?? null,
  }
}

/** Whether a subscription that starts without a charge asks for a card all the same. */
function needsCard({ product: { price }, trialDays }: QuoteLine): boolean {
  if (price.type !== 'recurring_price') return true
  const optional =
    trialDays > 0 ? price.trial_payment_method_optional : price.zero_amount_payment_method_optional
  return optional !== true
}

function toBreakup({ subtotal, discount, tax, total }: Amounts) {
  return { subtotal, discount, tax, total_amount: total }
}

function toPreviewLine(line: QuoteLine, quote: Quote): PreviewLine {
  const { product, items } = line
  const [own, ...addons] = items
  const percentage = line.codes.find((code) => code.type === 'percentage')
  return {
    product_id: product.product_id,
    name: product.name ?? null,
    description: product.description ?? null,
    quantity: line.quantity,
    currency: quote.currency,
    og_currency: product.price.currency,
    og_price: ogPrice(line),
    discounted_price: line.discountedUnitPrice,
    discount_amount: percentage?.amount ?? null,
    discount_cycle: line.codes[0]?.subscription_cycles ?? null,
    tax: own?.dueNow.tax ?? 0,
    tax_rate: line.taxRateBps,
    tax_category: product.tax_category,
    tax_inclusive: line.taxInclusive,
    is_subscription: line.recurring !== null,
    is_usage_based: false,
    meters: [],
    credit_entitlements: [],
    addons: product.is_recurring ? addons.flatMap((item) => toPreviewAddon(item, line, quote)) : null,
  }
}

/** The price as listed in the product's own currency; one paid as the shopper wants is what they chose. */
function ogPrice({ product: { price }, unitPrice }: QuoteLine): number {
  if (price.type === 'usage_based_price') return price.fixed_price
  const isChosen = price.type === 'one_time_price' && price.pay_what_you_want
  return isChosen ? unitPrice : price.price
}

function toPreviewAddon(item: QuoteItem, line: QuoteLine, quote: Quote) {
  const { addon } = item
  if (!addon) return []
  const due = item.recurring ?? item.dueNow
  const percentage = line.codes.find((code) => code.type === 'percentage')
  const single = addon.price
  return [
    {
      addon_id: addon.id,
      name: addon.name,
      description: addon.description ?? null,
      quantity: item.quantity,
      currency: quote.currency,
      og_currency: addon.currency,
      og_price: single * item.quantity,
      single_quantity_price: single,
      discounted_price: item.unitPrice * item.quantity - due.discount,
      discount_amount: percentage?.amount ?? null,
      tax: item.dueNow.tax,
      tax_rate: item.taxRateBps,
      tax_category: addon.tax_category,
      tax_inclusive: line.taxInclusive,
    },
  ]
}

function nextBillingDate({ product: { price }, trialDays }: QuoteLine, now: Date): string | null {
  if (price.type !== 'recurring_price') return null
  const next =
    trialDays > 0
      ? addInterval(now, trialDays, 'Day')
      : addInterval(now, price.payment_frequency_count, price.payment_frequency_interval)
  return next.toISOString()
}
