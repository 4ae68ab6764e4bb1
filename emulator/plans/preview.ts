import type { Currency } from 'dodopayments/resources/misc'
import type { SubscriptionPreviewChangePlanResponse } from 'dodopayments/resources/subscriptions'
import { lineTax } from '../reference/tax'
import type { ProrationLine } from './proration'
import type { ChangeQuote } from './quote-change'

type ImmediateCharge = SubscriptionPreviewChangePlanResponse.ImmediateCharge

/** The provider's form of a quote. `tax` of a line is that of the whole price; times its factor it is what counts. */
export function toPreview(quote: ChangeQuote): SubscriptionPreviewChangePlanResponse {
  const { subscription } = quote.after
  const { currency } = subscription
  const tax = Math.max(0, quote.proration.tax)
  return {
    immediate_charge: {
      effective_at: quote.effectiveAt,
      line_items: quote.proration.lines.map((line) => toLineItem(line, currency)),
      summary: {
        currency,
        total_amount: quote.due,
        tax,
        settlement_amount: quote.due,
        settlement_currency: currency,
        settlement_tax: tax,
        customer_credits: quote.creditMoved,
      },
    },
    new_plan: subscription,
  }
}

function toLineItem(
  { item, factor }: ProrationLine,
  currency: Currency,
): ImmediateCharge['line_items'][number] {
  const shared = {
    id: item.id,
    description: item.description,
    unit_price: item.unitPrice,
    quantity: item.quantity,
    proration_factor: factor,
    currency,
    tax: lineTax(item.price, item.taxRateBps, item.taxInclusive),
    tax_rate: item.taxRateBps,
    tax_inclusive: item.taxInclusive,
  }
  switch (item.type) {
    case 'subscription':
      return { ...shared, type: 'subscription', product_id: item.id, name: item.name }
    case 'addon':
      return { ...shared, type: 'addon', name: item.name ?? '', tax_category: item.taxCategory }
  }
}
