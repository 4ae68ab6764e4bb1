import { operationKey } from './description'

/** Every operation the emulator answers, in groups; each must be driven with success in a contract run. */
const LIST = `
GET /products
POST /products
GET /products/{}
PATCH /products/{}
DELETE /products/{}
POST /products/{}/unarchive
GET /addons
POST /addons
GET /addons/{}
PATCH /addons/{}
GET /product-collections
POST /product-collections
GET /product-collections/{}
GET /customers
POST /customers
GET /customers/{}
PATCH /customers/{}
GET /customers/{}/payment-methods
DELETE /customers/{}/payment-methods/{}
POST /customers/{}/customer-portal/session
GET /customers/{}/wallets
GET /customers/{}/wallets/ledger-entries
POST /customers/{}/wallets/ledger-entries
GET /customers/{}/entitlements
GET /customers/{}/entitlement-grants
GET /customers/{}/credit-entitlements
GET /checkout/supported_countries
POST /checkouts
GET /checkouts/{}
POST /checkouts/preview
POST /payments
GET /payments
GET /payments/{}
GET /payments/{}/line-items
GET /invoices/payments/{}
GET /subscriptions
GET /subscriptions/{}
PATCH /subscriptions/{}
POST /subscriptions/{}/change-plan
POST /subscriptions/{}/change-plan/preview
DELETE /subscriptions/{}/change-plan/scheduled
POST /subscriptions/{}/update-payment-method
POST /subscriptions/{}/charge
POST /payments/{}/retry
GET /payments/{}/retry
POST /refunds
GET /refunds
GET /refunds/{}
POST /discounts
GET /discounts
GET /discounts/{}
GET /discounts/code/{}
PATCH /discounts/{}
DELETE /discounts/{}
GET /discounts/{}/customers
POST /discounts/{}/customers
DELETE /discounts/{}/customers/{}
POST /license_keys
GET /license_keys
GET /license_keys/{}
PATCH /license_keys/{}
GET /license_key_instances
GET /license_key_instances/{}
PATCH /license_key_instances/{}
POST /licenses/activate
POST /licenses/validate
POST /licenses/deactivate
POST /entitlements
GET /entitlements
GET /entitlements/{}
DELETE /entitlements/{}
GET /entitlements/{}/grants
DELETE /entitlements/{}/grants/{}
POST /webhooks
GET /webhooks
GET /webhooks/{}
PATCH /webhooks/{}
DELETE /webhooks/{}
GET /webhooks/{}/headers
PATCH /webhooks/{}/headers
GET /webhooks/{}/secret
`

export const OPERATIONS: readonly string[] = LIST.trim()
  .split('\n')
  .filter((line) => line !== '')

/** Every event the emulator sends; each must come in a contract run. */
export const EVENTS: readonly string[] = [
  'payment.succeeded',
  'payment.failed',
  'payment.processing',
  'payment.cancelled',
  'refund.succeeded',
  'refund.failed',
  'subscription.active',
  'subscription.renewed',
  'subscription.on_hold',
  'subscription.past_due',
  'subscription.paused',
  'subscription.unpaused',
  'subscription.cancelled',
  'subscription.failed',
  'subscription.expired',
  'subscription.plan_changed',
  'subscription.updated',
  'subscription.update_payment_method',
  'license_key.created',
  'entitlement_grant.created',
  'entitlement_grant.delivered',
  'entitlement_grant.revoked',
  'dunning.started',
  'dunning.recovered',
]

const PATTERNS = OPERATIONS.map((operation) => ({
  operation,
  pattern: new RegExp(`^${operation.replaceAll('{}', '[^/]+')}$`),
}))

/** The operation a call belongs to; a path without parameters wins over one with. Null when it is none of ours. */
export function operationOf(method: string, path: string): string | null {
  const exact = operationKey(method, path)
  if (OPERATIONS.includes(exact)) return exact
  return PATTERNS.find(({ pattern }) => pattern.test(`${method} ${path}`))?.operation ?? null
}
