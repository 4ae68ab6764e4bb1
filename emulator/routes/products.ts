import { Hono } from 'hono'
import { z } from 'zod'
import { BRAND_ID, BUSINESS_ID, type Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import { CURRENCIES } from '../reference/currencies'
import type { ProductRow } from '../state/rows'
import { toProduct, toProductListItem } from '../state/wire'

const amount = z.number().int().min(0)
const interval = z.enum(['Day', 'Week', 'Month', 'Year'])
const count = z.number().int().min(1)

const shared = {
  currency: z.enum(CURRENCIES),
  price: amount,
  discount: z.number().int().min(0).max(100).default(0),
  discount_bps: z.number().int().min(0).max(10_000).nullable().default(null),
  purchasing_power_parity: z.boolean().default(false),
  tax_inclusive: z.boolean().nullable().default(null),
}

const priceSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('one_time_price'),
    ...shared,
    pay_what_you_want: z.boolean().default(false),
    suggested_price: amount.nullable().default(null),
  }),
  z.object({
    type: z.literal('recurring_price'),
    ...shared,
    payment_frequency_count: count,
    payment_frequency_interval: interval,
    subscription_period_count: count,
    subscription_period_interval: interval,
    trial_period_days: amount.max(10_000).default(0),
    trial_amount: amount.nullable().default(null),
  }),
])

const taxCategory = z.enum(['digital_products', 'saas', 'e_book', 'edtech', 'live_tutoring'])

const createSchema = z.object({
  name: z.string().min(1).max(100),
  price: priceSchema,
  tax_category: taxCategory,
  description: z.string().max(1000).nullish(),
  metadata: metadataSchema.default({}),
  addons: z.array(z.string()).nullish(),
  license_key_enabled: z.boolean().nullish(),
})

const updateSchema = z.object({
  name: z.string().min(1).max(100).nullish(),
  price: priceSchema.nullish(),
  tax_category: taxCategory.nullish(),
  description: z.string().max(1000).nullish(),
  metadata: metadataSchema.nullish(),
  addons: z.array(z.string()).nullish(),
})

const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const listSchema = z.object({ ...pageQuery, archived: flag.default(false), recurring: flag.optional() })

export function productRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  const require = (id: string): ProductRow => {
    const product = store.products.get(id)
    if (!product) throw notFound(`Product ${id}`)
    return product
  }
  const change = (id: string, patch: Partial<ProductRow>) =>
    store.products.put({ ...require(id), ...patch, updated_at: emulator.now().toISOString() })

  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      const at = emulator.now().toISOString()
      const row = store.products.put({
        product_id: newId('pdt'),
        business_id: BUSINESS_ID,
        brand_id: BRAND_ID,
        created_at: at,
        updated_at: at,
        name: body.name,
        description: body.description ?? null,
        image: null,
        price: body.price,
        is_recurring: body.price.type === 'recurring_price',
        tax_category: body.tax_category,
        metadata: body.metadata,
        addons: body.addons ?? null,
        license_key_enabled: body.license_key_enabled ?? false,
        license_key_activation_message: null,
        license_key_activations_limit: null,
        license_key_duration: null,
        digital_product_delivery: null,
        credit_entitlements: [],
        entitlements: [],
        pricing_mode: null,
        product_collection_id: null,
        archived: false,
      })
      return c.json(toProduct(row))
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.products
        .newestFirst()
        .filter((row) => row.archived === query.archived)
        .filter((row) => query.recurring === undefined || row.is_recurring === query.recurring)
      return c.json(page(rows.map(toProductListItem), query))
    })
    .get('/:id', (c) => c.json(toProduct(require(c.req.param('id')))))
    .patch('/:id', async (c) => {
      const body = await readBody(c, updateSchema)
      const old = require(c.req.param('id'))
      change(old.product_id, {
        name: body.name ?? old.name ?? null,
        description: body.description ?? old.description ?? null,
        price: body.price ?? old.price,
        is_recurring: (body.price ?? old.price).type !== 'one_time_price',
        tax_category: body.tax_category ?? old.tax_category,
        metadata: body.metadata ?? old.metadata,
        addons: body.addons ?? old.addons ?? null,
      })
      return c.body(null, 200)
    })
    .delete('/:id', (c) => {
      change(c.req.param('id'), { archived: true })
      return c.body(null, 200)
    })
    .post('/:id/unarchive', (c) => {
      change(c.req.param('id'), { archived: false })
      return c.body(null, 200)
    })
}
