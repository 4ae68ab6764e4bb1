import type { Schema } from './strict-schema'

const flag = { type: 'boolean' }
const integer = { type: 'integer' }
const nullable = (type: string) => ({ type: [type, 'null'] })
const instant = { type: ['string', 'null'], format: 'date-time' }

const breakupPerSubscription = {
  type: 'object',
  required: ['product_id', 'amount_due_now', 'recurring_amount'],
  properties: {
    product_id: { type: 'string' },
    amount_due_now: integer,
    recurring_amount: integer,
    tax_due_now: nullable('integer'),
    recurring_tax: nullable('integer'),
    next_billing_date: instant,
    trial_period_days: nullable('integer'),
  },
}

const licenseStatus = { $ref: '#/components/schemas/LicenseKeyStatus' }

const priceFields = { discount_bps: nullable('integer') }

/**
 * What the SDK's versions 2.48 to 2.52 have and the OpenAPI description of 1.113.0 has not: fields by schema.
 * Source: the SDK's own types.
 */
export const OVERLAY_FIELDS: Record<string, Record<string, Schema>> = {
  PaymentResponse: {
    is_multi_subscription: flag,
    subscription_ids: { type: 'array', items: { type: 'string' } },
  },
  GetPaymentsListResponseItem: {
    is_multi_subscription: flag,
    subscription_ids: { type: 'array', items: { type: 'string' } },
  },
  SubscriptionResponse: { has_payment_method: flag },
  SubscriptionListResponseItem: { has_payment_method: flag },
  CustomerResponse: { blocked_at: instant, blocklist_entry_id: nullable('string') },
  CheckoutSessionFlags: { require_tax_id: flag, require_cardholder_name: flag },
  CalculateSessionResponse: {
    payment_method_required: flag,
    subscriptions: { type: ['array', 'null'], items: breakupPerSubscription },
  },
  UpdateSubscriptionPlanReq: { cancel_scheduled_change_plan: flag, collect_via_payment_link: flag },
  OneTimePrice: priceFields,
  RecurringPrice: {
    ...priceFields,
    trial_payment_method_optional: flag,
    zero_amount_payment_method_optional: flag,
  },
  UsageBasedPrice: priceFields,
  LicenseKeyGrant: { id: { type: 'string' }, status: licenseStatus },
  CreateSubscriptionResponse: { payment_method_required: flag },
}

/** Fields that a request need no longer have. */
export const OVERLAY_OPTIONAL: Record<string, string[]> = {
  OneTimePrice: ['discount', 'purchasing_power_parity'],
  RecurringPrice: ['discount', 'purchasing_power_parity'],
  UsageBasedPrice: ['discount', 'purchasing_power_parity'],
}

/** Values that came to an enumeration. */
export const OVERLAY_VALUES: Record<string, string[]> = {
  SubscriptionStatus: ['past_due'],
  EventType: ['subscription.past_due'],
  DunningEmailSequenceType: ['past_due'],
}

/** Fields that only the body of an event has, by `payload_type`. */
export const OVERLAY_EVENT_FIELDS: Record<string, Record<string, Schema>> = {
  Subscription: { past_due_ends_at: instant },
}

const handles = {
  payment_id: nullable('string'),
  payment_link: nullable('string'),
  client_secret: nullable('string'),
  expires_on: instant,
}

/** Answers of operations that the description lacks or shows without a body, by operation. */
export const OVERLAY_ANSWERS: Record<string, Record<string, Schema>> = {
  'POST /subscriptions/{}/change-plan': { '200': { type: 'object', properties: handles } },
  'GET /payments/{}/retry': {
    '200': {
      type: 'object',
      properties: {
        can_retry: flag,
        sends_used: integer,
        sends_allowed: integer,
        reason: nullable('string'),
        retry_available_at: instant,
      },
    },
  },
  'POST /payments/{}/retry': {
    '200': {
      type: 'object',
      properties: {
        invoice_id: { type: 'string' },
        payment_id: { type: 'string' },
        is_manual_retry: flag,
        retry_attempt: integer,
        sends_used: integer,
        sends_allowed: integer,
        retry_available_at: instant,
        status: { oneOf: [{ type: 'null' }, { $ref: '#/components/schemas/IntentStatus' }] },
      },
    },
  },
}
