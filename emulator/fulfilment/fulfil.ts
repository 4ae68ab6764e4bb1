import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { newId } from '../ids'
import { addInterval } from '../reference/dates'
import type { EntitlementRow, GrantRow, LicenseKeyRow, PaymentRow, ProductRow } from '../state/rows'
import { createLicenseKey, type NewLicenseKey } from './license-keys'

interface Bought {
  product: ProductRow
  quantity: number
  subscriptionId: string | null
}

/** Hands out what a first payment bought: license keys and entitlements. Later payments hand out nothing again. */
export function fulfil(emulator: Emulator, payment: PaymentRow): void {
  for (const bought of boughtWith(emulator, payment)) {
    if (bought.product.license_key_enabled) {
      for (let unit = 0; unit < bought.quantity; unit += 1) handOutKey(emulator, payment, bought)
    }
    for (const { id } of bought.product.entitlements) {
      const entitlement = emulator.store.entitlements.get(id)
      if (entitlement?.is_active) grant(emulator, payment, bought, entitlement)
    }
  }
}

/** Takes back what a payment bought, when all of it was refunded. */
export function revokeAfterRefund(emulator: Emulator, payment: PaymentRow): void {
  const { store } = emulator
  for (const key of store.licenseKeys.all()) {
    if (key.payment_id === payment.payment_id) store.licenseKeys.put({ ...key, status: 'disabled' })
  }
  for (const row of store.grants.all()) {
    if (row.payment_id === payment.payment_id) revokeGrant(emulator, row, 'refund')
  }
}

/** Revokes a grant once, with the key it delivered. */
export function revokeGrant({ store, outbox, now }: Emulator, row: GrantRow, reason: string): GrantRow {
  if (row.status === 'Revoked') return row
  const at = now().toISOString()
  const key = store.licenseKeys.get(row.license_key?.id ?? '')
  if (key) store.licenseKeys.put({ ...key, status: 'disabled' })
  const revoked = store.grants.put({
    ...row,
    status: 'Revoked',
    revoked_at: at,
    revocation_reason: reason,
    updated_at: at,
    license_key: row.license_key ? { ...row.license_key, status: 'disabled' } : null,
  })
  outbox.enqueue('entitlement_grant.revoked', 'EntitlementGrant', row.id, emailOf(store, row.customer_id))
  return revoked
}

function boughtWith({ store }: Emulator, payment: PaymentRow): Bought[] {
  const cart = (payment.product_cart ?? []).map(({ product_id, quantity }) => ({
    product_id,
    quantity,
    subscriptionId: null,
  }))
  const subscriptions = payment.subscription_ids.flatMap((id) => {
    const row = store.subscriptions.get(id)
    return row ? [{ product_id: row.product_id, quantity: row.quantity, subscriptionId: id }] : []
  })
  return [...cart, ...subscriptions].flatMap(({ product_id, ...rest }) => {
    const product = store.products.get(product_id)
    return product ? [{ product, ...rest }] : []
  })
}

function handOutKey(emulator: Emulator, payment: PaymentRow, { product, subscriptionId }: Bought): void {
  const duration = product.license_key_duration
  announceKey(emulator, payment, {
    customer_id: payment.customer.customer_id,
    product_id: product.product_id,
    payment_id: payment.payment_id,
    subscription_id: subscriptionId,
    activations_limit: product.license_key_activations_limit,
    expires_at: duration
      ? addInterval(emulator.now(), duration.count, duration.interval).toISOString()
      : null,
    source: 'auto',
  })
}

function announceKey(emulator: Emulator, payment: PaymentRow, given: NewLicenseKey): LicenseKeyRow {
  const key = createLicenseKey(emulator, given)
  emulator.outbox.enqueue('license_key.created', 'LicenseKey', key.id, payment.customer.email)
  return key
}

function grant(emulator: Emulator, payment: PaymentRow, bought: Bought, entitlement: EntitlementRow): void {
  const { store, outbox } = emulator
  const at = emulator.now().toISOString()
  const key = keyOf(emulator, payment, bought, entitlement)
  const config = entitlement.integration_config
  const files = 'digital_files' in config ? config.digital_files : null
  const waits = entitlement.integration_type !== 'digital_files' && !key && !('feature_id' in config)
  const row = store.grants.put({
    id: newId('entg'),
    business_id: BUSINESS_ID,
    brand_id: BRAND_ID,
    created_at: at,
    updated_at: at,
    customer_id: payment.customer.customer_id,
    entitlement_id: entitlement.id,
    integration_type: entitlement.integration_type,
    metadata: {},
    payment_id: payment.payment_id,
    subscription_id: bought.subscriptionId,
    status: waits ? 'Pending' : 'Delivered',
    delivered_at: waits ? null : at,
    digital_product_delivery: files && {
      external_url: files.external_url ?? null,
      instructions: files.instructions ?? null,
      files: files.files,
    },
    feature: 'feature_id' in config ? config : null,
    license_key: key && toGrantedKey(key),
    error_code: null,
    error_message: null,
    oauth_url: null,
    oauth_expires_at: null,
    revocation_reason: null,
    revoked_at: null,
  })
  outbox.enqueue('entitlement_grant.created', 'EntitlementGrant', row.id, payment.customer.email)
  if (!waits)
    outbox.enqueue('entitlement_grant.delivered', 'EntitlementGrant', row.id, payment.customer.email)
}

function keyOf(
  emulator: Emulator,
  payment: PaymentRow,
  { product, subscriptionId }: Bought,
  { integration_type, integration_config: config }: EntitlementRow,
): LicenseKeyRow | null {
  if (integration_type !== 'license_key' || !('activations_limit' in config)) return null
  if (config.fulfillment_mode === 'manual') return null
  const { duration_count: count, duration_interval: interval } = config
  return announceKey(emulator, payment, {
    customer_id: payment.customer.customer_id,
    product_id: product.product_id,
    payment_id: payment.payment_id,
    subscription_id: subscriptionId,
    activations_limit: config.activations_limit,
    expires_at: count && interval ? addInterval(emulator.now(), count, interval).toISOString() : null,
    source: 'auto',
  })
}

export function toGrantedKey(key: LicenseKeyRow): NonNullable<GrantRow['license_key']> {
  return {
    id: key.id,
    key: key.key,
    status: key.status,
    activations_used: key.instances_count,
    activations_limit: key.activations_limit ?? null,
    expires_at: key.expires_at ?? null,
  }
}

function emailOf(store: Emulator['store'], customerId: string): string {
  return store.customers.get(customerId)?.email ?? ''
}
