import type { CustomerListEntitlementsResponse } from 'dodopayments/resources/customers'
import type { Emulator } from '../emulator'
import type { GrantRow } from '../state/rows'
import { toGrantedKey } from './fulfil'
import { currentKey } from './license-keys'

/** A grant with the state its key has now. */
export function currentGrant(emulator: Emulator, row: GrantRow): GrantRow {
  const key = emulator.store.licenseKeys.get(row.license_key?.id ?? '')
  return key ? { ...row, license_key: toGrantedKey(currentKey(emulator, key)) } : row
}

type CustomerEntitlement = CustomerListEntitlementsResponse['items'][number]

const CUSTOMER_STATUS = {
  Pending: 'pending',
  Delivered: 'delivered',
  Failed: 'failed',
  Revoked: 'revoked',
} as const satisfies Record<GrantRow['status'], CustomerEntitlement['status']>

/** A grant as the customer's list of entitlements shows it, with its status in small letters. */
export function toCustomerEntitlement({ store }: Emulator, row: GrantRow): CustomerEntitlement {
  const entitlement = store.entitlements.get(row.entitlement_id)
  return {
    grant_id: row.id,
    entitlement_id: row.entitlement_id,
    entitlement_name: entitlement?.name ?? '',
    entitlement_description: entitlement?.description ?? null,
    integration_type: row.integration_type,
    status: CUSTOMER_STATUS[row.status],
    created_at: row.created_at,
    updated_at: row.updated_at,
    delivered_at: row.delivered_at ?? null,
    revoked_at: row.revoked_at ?? null,
  }
}
