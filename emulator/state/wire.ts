import type { Customer, CustomerRetrievePaymentMethodsResponse } from 'dodopayments/resources/customers'
import type {
  CustomerLimitedDetails,
  Payment,
  PaymentListResponse,
  RefundListItem,
} from 'dodopayments/resources/payments'
import type { Product, ProductListResponse } from 'dodopayments/resources/products'
import type { Refund } from 'dodopayments/resources/refunds'
import type { Subscription, SubscriptionListResponse } from 'dodopayments/resources/subscriptions'
import type { WebhookDetails } from 'dodopayments/resources/webhooks'
import { cardLook } from '../reference/test-cards'
import type { CustomerRow, EndpointRow, PaymentMethodRow, PaymentRow, ProductRow } from './rows'

export function toProduct({ archived: _, ...product }: ProductRow): Product {
  return product
}

export function toProductListItem(row: ProductRow): ProductListResponse {
  const { price } = row
  return {
    product_id: row.product_id,
    business_id: row.business_id,
    name: row.name ?? null,
    description: row.description ?? null,
    image: row.image ?? null,
    created_at: row.created_at,
    updated_at: row.updated_at,
    is_recurring: row.is_recurring,
    metadata: row.metadata,
    tax_category: row.tax_category,
    entitlements: row.entitlements,
    currency: price.currency,
    price: price.type === 'usage_based_price' ? price.fixed_price : price.price,
    price_detail: price,
    pricing_mode: row.pricing_mode ?? null,
    tax_inclusive: price.tax_inclusive ?? false,
  }
}

export function toCustomer({ last_billing: _, ...customer }: CustomerRow): Customer {
  return customer
}

export function toLimitedDetails(row: CustomerRow): CustomerLimitedDetails {
  return {
    customer_id: row.customer_id,
    email: row.email,
    name: row.name,
    metadata: row.metadata ?? {},
    phone_number: row.phone_number ?? null,
  }
}

export function toPaymentMethod(row: PaymentMethodRow): CustomerRetrievePaymentMethodsResponse.Item {
  const look = cardLook(row.number)
  return {
    payment_method_id: row.payment_method_id,
    payment_method: 'card',
    payment_method_type: 'credit',
    recurring_enabled: true,
    last_used_at: row.last_used_at,
    card: {
      card_holder_name: row.holder_name,
      card_issuing_country: look.card_issuing_country,
      card_network: look.card_network,
      card_type: look.card_type,
      expiry_month: row.expiry_month,
      expiry_year: row.expiry_year,
      last4_digits: look.card_last_four,
    },
  }
}

export function toPayment({ internal: _, ...payment }: PaymentRow): Payment {
  return payment
}

export function toPaymentListItem(row: PaymentRow, has_license_key: boolean): PaymentListResponse {
  return {
    payment_id: row.payment_id,
    brand_id: row.brand_id,
    created_at: row.created_at,
    currency: row.currency,
    customer: row.customer,
    digital_products_delivered: row.digital_products_delivered,
    has_license_key,
    is_multi_subscription: row.is_multi_subscription,
    metadata: row.metadata,
    payment_provider: row.payment_provider,
    subscription_ids: row.subscription_ids,
    subscription_id: row.subscription_id ?? null,
    total_amount: row.total_amount,
    status: row.status ?? null,
    card_last_four: row.card_last_four ?? null,
    card_network: row.card_network ?? null,
    payment_method: row.payment_method ?? null,
    payment_method_type: row.payment_method_type ?? null,
    refund_status: row.refund_status ?? null,
    dispute_status: null,
    invoice_id: row.invoice_id ?? null,
    invoice_url: row.invoice_url ?? null,
  }
}

export function toSubscriptionListItem(
  subscription: Subscription,
  product: ProductRow | undefined,
): SubscriptionListResponse {
  const {
    brand_id: _b,
    addons: _a,
    meters: _m,
    credit_entitlement_cart: _c,
    meter_credit_entitlement_cart: _mc,
    cancellation_comment: _cc,
    cancellation_feedback: _cf,
    custom_field_responses: _cfr,
    expires_at: _e,
    discounts: _d,
    ...shared
  } = subscription
  return { ...shared, discounts: [], product_name: product?.name ?? null }
}

export function toRefundListItem(refund: Refund): RefundListItem {
  const { brand_id: _b, customer: _c, metadata: _m, ...item } = refund
  return item
}

export function toEndpoint({
  secret: _s,
  former_secret: _f,
  headers: _h,
  idempotency_key: _i,
  ...details
}: EndpointRow): WebhookDetails {
  return details
}
