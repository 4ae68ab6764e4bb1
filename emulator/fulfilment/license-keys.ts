import { randomUUID } from 'node:crypto'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { ApiError, notFound } from '../http/api-error'
import { newId } from '../ids'
import type { LicenseKeyRow } from '../state/rows'
import type { Store } from '../state/store'

export interface NewLicenseKey {
  customer_id: string
  product_id: string
  payment_id?: string | null
  subscription_id?: string | null
  key?: string
  activations_limit?: number | null | undefined
  expires_at?: string | null | undefined
  source: LicenseKeyRow['source']
}

/** Makes a key; a key of the same text and product is refused with 409. */
export function createLicenseKey({ store, now }: Emulator, given: NewLicenseKey): LicenseKeyRow {
  const key = given.key ?? randomUUID().toUpperCase()
  const taken = store.licenseKeys.all().some((row) => row.key === key && row.product_id === given.product_id)
  if (taken) throw new ApiError(409, 'UNSUPPORTED_ACTION', 'This product has a key of that text already')
  return store.licenseKeys.put({
    id: newId('lic'),
    business_id: BUSINESS_ID,
    brand_id: BRAND_ID,
    created_at: now().toISOString(),
    customer_id: given.customer_id,
    product_id: given.product_id,
    payment_id: given.payment_id ?? null,
    subscription_id: given.subscription_id ?? null,
    key,
    source: given.source,
    status: 'active',
    activations_limit: given.activations_limit ?? null,
    expires_at: given.expires_at ?? null,
    instances_count: 0,
  })
}

export function requireLicenseKey(store: Store, id: string): LicenseKeyRow {
  const row = store.licenseKeys.get(id)
  if (!row) throw notFound(`License key ${id}`)
  return row
}

/** The key with its state of now: one whose time is over is expired, and so is one of an ended subscription. */
export function currentKey({ store, now }: Emulator, row: LicenseKeyRow): LicenseKeyRow {
  if (row.status !== 'active') return row
  const isOver = row.expires_at != null && Date.parse(row.expires_at) <= now().getTime()
  const subscription = store.subscriptions.get(row.subscription_id ?? '')
  if (isOver || subscription?.status === 'expired') return { ...row, status: 'expired' }
  return subscription && subscription.status !== 'active' ? { ...row, status: 'disabled' } : row
}

/** The key of that text, for the public license calls. Throws 404 for an unknown one and 403 for one out of use. */
export function requireActiveKey(emulator: Emulator, text: string): LicenseKeyRow {
  const row = emulator.store.licenseKeys.all().find((each) => each.key === text)
  if (!row) throw new ApiError(404, 'LICENSE_KEY_NOT_FOUND', 'This license key does not exist')
  const key = currentKey(emulator, row)
  if (key.status !== 'active') {
    throw new ApiError(403, 'INACTIVE_LICENSE_KEY', `This license key is ${key.status}`)
  }
  return key
}
