import type { BillingAddress } from 'dodopayments/resources/payments'
import { toDiscountDetails } from '../discounts/redeem'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { cardLook } from '../reference/test-cards'
import type { CustomerRow, NewCard, PaymentMethodRow, PaymentRow, SessionRow } from '../state/rows'
import { toLimitedDetails } from '../state/wire'
import type { Quote, QuoteLine } from './quote'

export type Instrument = { kind: 'new'; card: NewCard } | { kind: 'saved'; method: PaymentMethodRow }

export interface PaymentParts {
  session: SessionRow
  customer: CustomerRow
  billing: BillingAddress
  quote: Quote
  /** Null while nobody has said how they pay. */
  instrument: Instrument | null
  subscriptionIds: string[]
}

/** A payment before anything has happened to it. */
export function newPayment(emulator: Emulator, parts: PaymentParts): PaymentRow {
  const { session, customer, billing, quote, instrument, subscriptionIds } = parts
  const payment_id = newId('pay')
  const bought = quote.lines.filter((line) => line.recurring === null)
  return {
    payment_id,
    business_id: BUSINESS_ID,
    brand_id: BRAND_ID,
    created_at: emulator.now().toISOString(),
    updated_at: null,
    status: 'processing',
    currency: quote.currency,
    total_amount: quote.dueNow.total,
    tax: quote.dueNow.tax,
    settlement_currency: quote.settlement.currency,
    settlement_amount: quote.settlement.total,
    settlement_tax: quote.settlement.tax,
    customer: toLimitedDetails(customer),
    billing,
    metadata: session.request.metadata ?? {},
    product_cart: bought.length > 0 ? bought.map(toCartItem) : null,
    subscription_id: subscriptionIds.length === 1 ? (subscriptionIds[0] ?? null) : null,
    subscription_ids: subscriptionIds,
    is_multi_subscription: subscriptionIds.length > 1,
    checkout_session_id: session.session_id,
    payment_link: null,
    ...paidWith(instrument),
    error_code: null,
    error_message: null,
    retry_attempt: 0,
    is_update_payment_method: false,
    refunds: [],
    refund_status: null,
    disputes: [],
    digital_products_delivered: false,
    discount_id: quote.codes[0]?.discount_id ?? null,
    discounts: toDiscountDetails(quote.codes, null),
    custom_field_responses: null,
    invoice_id: newId('inv'),
    invoice_url: `${emulator.url}/invoices/payments/${payment_id}`,
    payment_provider: 'dodo',
    internal: {
      lines: quote.lines.flatMap((line) =>
        line.items.map((item) => ({
          item_id: item.id,
          name: item.name,
          amount: item.dueNow.total,
          tax: item.dueNow.tax,
        })),
      ),
      card_to_save: instrument?.kind === 'new' ? instrument.card : null,
    },
  }
}

/** How a payment is paid, as it shows it. */
export function paidWith(instrument: Instrument | null) {
  if (!instrument) {
    return {
      payment_method: null,
      payment_method_type: null,
      payment_method_id: null,
      card_holder_name: null,
      card_last_four: null,
      card_network: null,
      card_type: null,
      card_issuing_country: null,
    }
  }
  const card = instrument.kind === 'new' ? instrument.card : instrument.method
  return {
    payment_method: 'card',
    payment_method_type: 'credit',
    payment_method_id: instrument.kind === 'saved' ? instrument.method.payment_method_id : null,
    card_holder_name: card.holder_name,
    ...cardLook(card.number),
  }
}

function toCartItem({ product, quantity }: QuoteLine) {
  return { product_id: product.product_id, quantity }
}
