import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { ApiError, notFound } from '../http/api-error'
import { newId } from '../ids'
import type { ProductRow } from '../state/rows'
import type { Store } from '../state/store'
import type { ProductChange } from './product-schema'

export function requireProduct(store: Store, id: string): ProductRow {
  const product = store.products.get(id)
  if (!product) throw notFound(`Product ${id}`)
  return product
}

type NewProduct = Pick<ProductRow, 'price' | 'tax_category'> & ProductChange & { name: string }

export function createProduct({ store, now }: Emulator, body: NewProduct): ProductRow {
  const at = now().toISOString()
  const row: ProductRow = {
    product_id: newId('pdt'),
    business_id: BUSINESS_ID,
    brand_id: body.brand_id ?? BRAND_ID,
    created_at: at,
    updated_at: at,
    name: body.name,
    description: null,
    image: null,
    price: body.price,
    is_recurring: false,
    tax_category: body.tax_category,
    metadata: {},
    addons: null,
    license_key_enabled: false,
    license_key_activation_message: null,
    license_key_activations_limit: null,
    license_key_duration: null,
    digital_product_delivery: null,
    credit_entitlements: [],
    entitlements: [],
    pricing_mode: null,
    product_collection_id: null,
    archived: false,
  }
  return store.products.put(changed(store, row, body))
}

/** Changes the named fields only; what is null or missing stays. */
export function updateProduct({ store, now }: Emulator, id: string, change: ProductChange): ProductRow {
  const old = requireProduct(store, id)
  return store.products.put({ ...changed(store, old, change), updated_at: now().toISOString() })
}

function changed(store: Store, old: ProductRow, change: ProductChange): ProductRow {
  if (change.credit_entitlements?.length) {
    throw new ApiError(422, 'UNSUPPORTED_ACTION', 'The emulator has no credit-based billing')
  }
  const price = change.price ?? old.price
  const delivery = change.digital_product_delivery
  if (change.addons?.length && price.type === 'one_time_price') {
    throw new ApiError(422, 'INVALID_REQUEST_PARAMETERS', 'Only subscription products have add-ons')
  }
  for (const id of change.addons ?? []) {
    if (!store.addons.get(id)) throw new ApiError(422, 'MISSING_ADDON_IDS', `Add-on ${id} does not exist`)
  }
  return {
    ...old,
    name: change.name ?? old.name ?? null,
    description: change.description ?? old.description ?? null,
    price,
    is_recurring: price.type !== 'one_time_price',
    tax_category: change.tax_category ?? old.tax_category,
    metadata: change.metadata ?? old.metadata,
    addons: change.addons ?? old.addons ?? null,
    entitlements: change.entitlements?.map((each) => summary(store, each.entitlement_id)) ?? old.entitlements,
    license_key_enabled: change.license_key_enabled ?? old.license_key_enabled,
    license_key_activation_message:
      change.license_key_activation_message ?? old.license_key_activation_message ?? null,
    license_key_activations_limit:
      change.license_key_activations_limit ?? old.license_key_activations_limit ?? null,
    license_key_duration: change.license_key_duration ?? old.license_key_duration ?? null,
    digital_product_delivery: delivery
      ? {
          external_url: delivery.external_url ?? null,
          instructions: delivery.instructions ?? null,
          files: [],
        }
      : (old.digital_product_delivery ?? null),
    pricing_mode: change.pricing_mode ?? old.pricing_mode ?? null,
  }
}

function summary(store: Store, id: string): ProductRow['entitlements'][number] {
  const entitlement = store.entitlements.get(id)
  if (!entitlement) throw notFound(`Entitlement ${id}`)
  const { name, description, integration_type, integration_config } = entitlement
  return { id, name, description: description ?? null, integration_type, integration_config }
}
