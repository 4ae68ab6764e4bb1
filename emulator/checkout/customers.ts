import type { BillingAddress, CustomerRequest } from 'dodopayments/resources/payments'
import { BUSINESS_ID } from '../emulator'
import { ApiError, notFound } from '../http/api-error'
import { newId } from '../ids'
import { findTestCard } from '../reference/test-cards'
import type { CustomerRow, NewCard, PaymentMethodRow } from '../state/rows'
import type { Store } from '../state/store'

export interface CustomerDetails {
  email: string
  name: string
  phone_number?: string | null | undefined
  metadata?: CustomerRow['metadata']
}

export function createCustomer(store: Store, details: CustomerDetails, now: Date): CustomerRow {
  return store.customers.put({
    customer_id: newId('cus'),
    business_id: BUSINESS_ID,
    created_at: now.toISOString(),
    email: details.email,
    name: details.name,
    phone_number: details.phone_number ?? null,
    metadata: details.metadata ?? {},
    blocked_at: null,
    blocklist_entry_id: null,
    last_billing: null,
  })
}

export function requireCustomer(store: Store, id: string): CustomerRow {
  const customer = store.customers.get(id)
  if (!customer) throw notFound(`Customer ${id}`)
  return customer
}

/** The newest customer with this e-mail, which is the one a checkout attaches to. */
export function newestCustomerByEmail(store: Store, email: string): CustomerRow | undefined {
  return store.customers.newestFirst().find((row) => row.email.toLowerCase() === email.toLowerCase())
}

/**
 * Who pays: the customer a request names, else the newest one with its e-mail, else a new one; `alwaysNew` makes a new
 * one for every e-mail.
 */
export function resolveCustomer(
  store: Store,
  asked: CustomerRequest,
  alwaysNew: boolean,
  now: Date,
): CustomerRow {
  if ('customer_id' in asked) return requireCustomer(store, asked.customer_id)
  const known = alwaysNew ? undefined : newestCustomerByEmail(store, asked.email)
  return known ?? createCustomer(store, { ...asked, name: asked.name ?? asked.email }, now)
}

/** The e-mail a request names, directly or through a customer id. */
export function emailOf(store: Store, customer: CustomerRequest | null | undefined): string | null {
  if (!customer) return null
  if ('customer_id' in customer) return store.customers.get(customer.customer_id)?.email ?? null
  return customer.email
}

export function listPaymentMethods(store: Store, customerId: string): PaymentMethodRow[] {
  return store.paymentMethods
    .all()
    .filter((row) => row.customer_id === customerId)
    .sort((a, b) => b.last_used_at.localeCompare(a.last_used_at))
}

/**
 * Removes a saved card; removing it again succeeds. Throws 409 while an active subscription is paid with it.
 */
export function removePaymentMethod(store: Store, customerId: string, id: string): void {
  const customer = requireCustomer(store, customerId)
  const method = store.paymentMethods.get(id)
  if (method && method.customer_id !== customer.customer_id) throw notFound(`Payment method ${id}`)
  const billed = store.subscriptions
    .all()
    .some((row) => row.payment_method_id === id && row.status === 'active')
  if (billed) throw new ApiError(409, 'UNSUPPORTED_ACTION', 'An active subscription is paid with this card')
  store.paymentMethods.delete(id)
}

export function requireOwnPaymentMethod(store: Store, id: string, customerId: string): PaymentMethodRow {
  const method = store.paymentMethods.get(id)
  if (method?.customer_id !== customerId) {
    throw new ApiError(422, 'INVALID_REQUEST_PARAMETERS', `Payment method ${id} is not one of this customer`)
  }
  return method
}

/** Keeps a card on its customer, once per number and expiry, and notes that it was used just now. */
export function savePaymentMethod(
  store: Store,
  customerId: string,
  card: NewCard,
  now: Date,
): PaymentMethodRow {
  const saved = findTestCard(card.number)?.savedExpiry
  const expiry_month = saved?.month ?? card.expiry_month
  const expiry_year = saved?.year ?? card.expiry_year
  const known = listPaymentMethods(store, customerId).find(
    (row) =>
      row.number === card.number && row.expiry_month === expiry_month && row.expiry_year === expiry_year,
  )
  const at = now.toISOString()
  return store.paymentMethods.put({
    payment_method_id: known?.payment_method_id ?? newId('pm'),
    customer_id: customerId,
    number: card.number,
    expiry_month,
    expiry_year,
    holder_name: card.holder_name,
    created_at: known?.created_at ?? at,
    last_used_at: at,
  })
}

export function rememberBilling(store: Store, customerId: string, billing: BillingAddress): void {
  const customer = store.customers.get(customerId)
  if (customer) store.customers.put({ ...customer, last_billing: billing })
}

/** Whether a saved card's last month is over. */
export function isExpired(card: { expiry_month: string; expiry_year: string }, now: Date): boolean {
  const firstMonthAfter = Date.UTC(Number(card.expiry_year), Number(card.expiry_month), 1)
  return firstMonthAfter <= now.getTime()
}
