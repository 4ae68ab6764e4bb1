import type {
  ProductCollection,
  ProductCollectionListResponse,
} from 'dodopayments/resources/product-collections/product-collections'
import { Hono } from 'hono'
import { z } from 'zod'
import { requireProduct } from '../catalog/products'
import { BRAND_ID, type Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readBody, readQuery } from '../http/body'
import { page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import type { CollectionRow, ProductRow } from '../state/rows'
import type { Store } from '../state/store'
import { toProductListItem } from '../state/wire'

const moment = z.enum(['immediately', 'next_billing_date']).nullish()
const mode = z
  .enum(['prorated_immediately', 'full_immediately', 'difference_immediately', 'do_not_bill'])
  .nullish()

const createSchema = z.object({
  name: z.string().min(1),
  description: z.string().nullish(),
  brand_id: z.string().nullish(),
  effective_at_on_upgrade: moment,
  effective_at_on_downgrade: moment,
  on_payment_failure: z.enum(['prevent_change', 'apply_change']).nullish(),
  proration_billing_mode_on_upgrade: mode,
  proration_billing_mode_on_downgrade: mode,
  groups: z.array(
    z.object({
      group_name: z.string().nullish(),
      status: z.boolean().nullish(),
      products: z.array(z.object({ product_id: z.string(), status: z.boolean().nullish() })),
    }),
  ),
})

export function productCollectionRoutes({ store, now }: Emulator): Hono {
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      const row = store.commit(() => {
        const made = store.productCollections.put(newCollection(store, body, now()))
        for (const { product_id } of made.groups.flatMap((group) => group.products)) {
          store.products.put({ ...requireProduct(store, product_id), product_collection_id: made.id })
        }
        return made
      })
      return c.json(toCollection(store, row))
    })
    .get('/', (c) => {
      const query = readQuery(c, z.object({ ...pageQuery, brand_id: z.string().optional() }))
      const rows = store.productCollections
        .newestFirst()
        .filter((row) => !query.brand_id || row.brand_id === query.brand_id)
      return c.json(page(rows.map(toListItem), query))
    })
    .get('/:id', (c) => {
      const row = store.productCollections.get(c.req.param('id'))
      if (!row) throw notFound(`Product collection ${c.req.param('id')}`)
      return c.json(toCollection(store, row))
    })
}

function newCollection(store: Store, body: z.output<typeof createSchema>, now: Date): CollectionRow {
  return {
    id: newId('pdc'),
    brand_id: body.brand_id ?? BRAND_ID,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    name: body.name,
    description: body.description ?? null,
    image: null,
    effective_at_on_upgrade: body.effective_at_on_upgrade ?? null,
    effective_at_on_downgrade: body.effective_at_on_downgrade ?? null,
    on_payment_failure: body.on_payment_failure ?? null,
    proration_billing_mode_on_upgrade: body.proration_billing_mode_on_upgrade ?? null,
    proration_billing_mode_on_downgrade: body.proration_billing_mode_on_downgrade ?? null,
    groups: body.groups.map((group) => ({
      group_id: newId('pcg'),
      group_name: group.group_name ?? null,
      status: group.status ?? true,
      products: group.products.map(({ product_id, status }) => ({
        id: newId('pci'),
        product_id: requireProduct(store, product_id).product_id,
        status: status ?? true,
      })),
    })),
  }
}

function toCollection(store: Store, row: CollectionRow): ProductCollection {
  return {
    ...row,
    groups: row.groups.map((group) => ({
      ...group,
      products: group.products.map(({ id, product_id, status }) => ({
        id,
        status,
        ...productPart(requireProduct(store, product_id)),
      })),
    })),
  }
}

function productPart(product: ProductRow) {
  const { price, price_detail, currency, tax_inclusive } = toProductListItem(product)
  return {
    product_id: product.product_id,
    name: product.name ?? null,
    description: product.description ?? null,
    price: price ?? null,
    price_detail: price_detail ?? null,
    currency: currency ?? null,
    tax_inclusive: tax_inclusive ?? null,
    tax_category: product.tax_category,
    is_recurring: product.is_recurring,
    license_key_enabled: product.license_key_enabled,
    addons_count: product.addons?.length ?? 0,
    files_count: product.digital_product_delivery?.files.length ?? 0,
    has_credit_entitlements: false,
    meters_count: 0,
  }
}

function toListItem(row: CollectionRow): ProductCollectionListResponse {
  return {
    id: row.id,
    name: row.name,
    description: row.description ?? null,
    image: row.image ?? null,
    created_at: row.created_at,
    updated_at: row.updated_at,
    products_count: row.groups.reduce((sum, group) => sum + group.products.length, 0),
  }
}
