import type { AddonResponse } from 'dodopayments/resources/addons'
import type { CheckoutSessionRequest } from 'dodopayments/resources/checkout-sessions'
import type { Customer } from 'dodopayments/resources/customers'
import type { CustomerWalletTransaction } from 'dodopayments/resources/customers/wallets/ledger-entries'
import type { Discount } from 'dodopayments/resources/discounts'
import type { Entitlement } from 'dodopayments/resources/entitlements/entitlements'
import type { EntitlementGrant } from 'dodopayments/resources/entitlements/grants'
import type { LicenseKeyInstance } from 'dodopayments/resources/license-key-instances'
import type { LicenseKey } from 'dodopayments/resources/license-keys'
import type { BillingAddress, Payment } from 'dodopayments/resources/payments'
import type { ProductCollection } from 'dodopayments/resources/product-collections/product-collections'
import type { Product } from 'dodopayments/resources/products'
import type { Subscription } from 'dodopayments/resources/subscriptions'
import type { WebhookEventType } from 'dodopayments/resources/webhook-events'
import type { WebhookDetails } from 'dodopayments/resources/webhooks'
import type { CreditRow, SubscriptionCharge } from './billing-rows'

export interface ProductRow extends Product {
  archived: boolean
}

export type AddonRow = AddonResponse

export interface CollectionRow extends Omit<ProductCollection, 'groups'> {
  groups: {
    group_id: string
    group_name: string | null
    status: boolean
    products: { id: string; product_id: string; status: boolean }[]
  }[]
}

export interface DiscountRow extends Discount {
  /** Who may use it when `customer_eligibility` is `specific`. */
  customer_ids: string[]
}

/** One movement of a customer's balance in one currency; the newest one's `after_balance` is the balance. */
export interface WalletEntryRow extends CustomerWalletTransaction {
  idempotency_key: string | null
}

export type LicenseKeyRow = LicenseKey
export type LicenseKeyInstanceRow = LicenseKeyInstance
export type EntitlementRow = Entitlement
export type GrantRow = EntitlementGrant

export interface CustomerRow extends Customer {
  last_billing: BillingAddress | null
}

/** A saved card. Only listed test cards are ever accepted, so the number kept here is never a real one. */
export interface PaymentMethodRow {
  payment_method_id: string
  customer_id: string
  number: string
  expiry_month: string
  expiry_year: string
  holder_name: string
  created_at: string
  last_used_at: string
}

export interface SessionRow {
  session_id: string
  created_at: string
  expires_at: string
  request: CheckoutSessionRequest
  customer_id: string | null
  payment_id: string | null
  /** Fees of an exchange are borne by the merchant (only the deprecated payment call can say so). */
  fees_inclusive?: boolean
}

export interface NewCard {
  number: string
  expiry_month: string
  expiry_year: string
  holder_name: string
}

export interface PaymentLine {
  item_id: string
  name: string | null
  amount: number
  tax: number
  /** Part of a cycle only, which cannot be refunded by line. */
  prorated?: boolean
}

export interface PaymentRow extends Payment {
  internal: {
    lines: PaymentLine[]
    card_to_save: NewCard | null
    /** What refunds took from each line, failed ones too. */
    refunded?: { refund_id: string; item_id: string; amount: number }[]
    /** Set when this is a charge of a running subscription, not a checkout. */
    charge?: SubscriptionCharge
  }
}

export type SubscriptionRow = Subscription

export interface EndpointRow extends WebhookDetails {
  idempotency_key?: string | null
  secret: string
  /** After a rotation the secret before it signs too, until then. */
  former_secret?: { secret: string; until: string }
  headers: Record<string, string>
}

export type SubjectKind =
  | 'Payment'
  | 'Subscription'
  | 'Refund'
  | 'LicenseKey'
  | 'EntitlementGrant'
  | 'DunningAttempt'

export interface DeliveryAttempt {
  at: string
  status: number | null
  error: string | null
  /** Sent once more on purpose, after a success. */
  is_copy?: true
  /** What went over the line. Logs of older versions lack it. */
  exchange?: {
    url: string
    headers: Record<string, string>
    body: string
    /** The beginning of the answer's body. */
    response: string | null
    ms: number
  }
}

/** One event for one endpoint. `id` is the `webhook-id` header, the same over every attempt. */
export interface DeliveryRow {
  id: string
  endpoint_id: string
  type: WebhookEventType
  timestamp: string
  subject: { kind: SubjectKind; id: string }
  email: string
  extra_copies: number
  state: 'pending' | 'held' | 'dropped' | 'delivered' | 'failed'
  next_attempt_at: string | null
  /** Deliveries with a place are sent one after the other, lowest first. */
  place?: number
  attempts: DeliveryAttempt[]
}

/** How far the emulator's clock is ahead of the machine's. One row, `lead`. */
export interface ClockRow {
  id: 'lead'
  ahead_ms: number
}

export interface MailRow {
  id: string
  received_at: string
  from: string
  to: string[]
  subject: string
  text: string
  html: string | null
  headers: Record<string, string>
  date: string | null
}

interface JournalBase {
  seq: number
  at: string
  email: string | null
}

export type JournalRow =
  | (JournalBase & {
      kind: 'request'
      method: string
      path: string
      metadata: Record<string, unknown> | null
      /** The status answered, or null when the connection was dropped on purpose. */
      status: number | null
    })
  | (JournalBase & {
      kind: 'money'
      movement: 'charge' | 'refund'
      payment_id: string
      amount: number
      currency: string
      metadata: Record<string, unknown>
    })
  | (JournalBase & {
      /** A subscription's credit, given (positive) or used (negative). */
      kind: 'credit'
      subscription_id: string
      amount: number
      currency: string
      reason: CreditRow['reason']
    })
