import type { AttachAddon } from 'dodopayments/resources/subscriptions'
import { ApiError, notFound } from '../http/api-error'
import type { AddonRow, ProductRow } from '../state/rows'
import type { Store } from '../state/store'

export function requireAddon(store: Store, id: string): AddonRow {
  const addon = store.addons.get(id)
  if (!addon) throw notFound(`Add-on ${id}`)
  return addon
}

export interface AddonItem {
  addon: AddonRow
  quantity: number
}

/**
 * The add-ons asked for with a product, each found. Throws an {@link ApiError} for one named twice, unknown, not one
 * of the product's, or of another currency; only subscription products have add-ons.
 */
export function addonItems(
  store: Store,
  product: ProductRow,
  asked: readonly AttachAddon[] | null | undefined,
): AddonItem[] {
  const items = asked ?? []
  if (new Set(items.map((item) => item.addon_id)).size < items.length) {
    throw new ApiError(422, 'DUPLICATE_ADDON_IDS_IN_REQUEST', 'An add-on is named twice')
  }
  if (items.length > 0 && product.price.type === 'usage_based_price') {
    throw new ApiError(
      422,
      'ADDONS_IN_USAGE_BASED_BILLING_NOT_SUPPORTED',
      'Usage-based products have no add-ons',
    )
  }
  return items.map(({ addon_id, quantity }) => {
    const addon = store.addons.get(addon_id)
    if (!addon || !product.addons?.includes(addon_id)) {
      throw new ApiError(422, 'MISSING_ADDON_IDS', `Product ${product.product_id} has no add-on ${addon_id}`)
    }
    if (addon.currency !== product.price.currency) {
      throw new ApiError(422, 'UNSUPPORTED_CURRENCY', `Add-on ${addon_id} is priced in another currency`)
    }
    return { addon, quantity }
  })
}
