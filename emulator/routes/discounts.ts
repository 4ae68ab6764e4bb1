import { randomInt } from 'node:crypto'
import type { Discount } from 'dodopayments/resources/discounts'
import { Hono } from 'hono'
import { z } from 'zod'
import { requireCustomer } from '../checkout/customers'
import { findDiscount, requireValid } from '../discounts/redeem'
import { BUSINESS_ID, type Emulator } from '../emulator'
import { ApiError, invalidBody, notFound } from '../http/api-error'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { flagQuery, page, pageQuery } from '../http/paging'
import { newId } from '../ids'
import { CURRENCIES } from '../reference/currencies'
import type { DiscountRow } from '../state/rows'
import type { Store } from '../state/store'

const instant = z.iso.datetime({ offset: true }).nullish()
const count = z.number().int().min(1).nullish()
const type = z.enum(['percentage', 'flat'])
const basisPoints = z.number().int().min(1)

const fields = {
  code: z
    .string()
    .min(3)
    .max(16)
    .transform((code) => code.toUpperCase())
    .nullish(),
  name: z.string().nullish(),
  currency_options: z
    .array(
      z.object({
        currency: z.enum(CURRENCIES),
        is_default: z.boolean().default(false),
        max_amount_possible: count,
        minimum_subtotal: z.number().int().min(0).default(0),
      }),
    )
    .nullish(),
  customer_eligibility: z.enum(['any', 'first_time', 'existing', 'specific']).nullish(),
  starts_at: instant,
  expires_at: instant,
  per_customer_usage_limit: count,
  usage_limit: count,
  subscription_cycles: count,
  preserve_on_plan_change: z.boolean().nullish(),
  restricted_to: z.array(z.string()).nullish(),
}

const createSchema = z.object({ ...fields, type, amount: basisPoints, metadata: metadataSchema.default({}) })

const updateSchema = z.object({
  ...fields,
  type: type.nullish(),
  amount: basisPoints.nullish(),
  metadata: metadataSchema.nullish(),
})

const listSchema = z.object({
  ...pageQuery,
  active: flagQuery.optional(),
  code: z.string().optional(),
  discount_type: type.optional(),
  product_id: z.string().optional(),
})

export function discountRoutes({ store, now }: Emulator): Hono {
  return new Hono()
    .post('/', async (c) => {
      const { code, ...body } = await readBody(c, createSchema)
      const fresh = newDiscount(code ?? randomCode(), body.type, body.amount, now())
      return c.json(toDiscount(save(store, fresh, body)))
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.discounts
        .newestFirst()
        .filter((row) => !query.code || row.code.includes(query.code.toUpperCase()))
        .filter((row) => !query.discount_type || row.type === query.discount_type)
        .filter((row) => !query.product_id || row.restricted_to.includes(query.product_id))
        .filter((row) => query.active === undefined || isActive(row, now()) === query.active)
      return c.json(page(rows.map(toDiscount), query))
    })
    .get('/code/:code', (c) => {
      const row = findDiscount(store, c.req.param('code'))
      if (!row) throw notFound(`Discount code ${c.req.param('code')}`)
      requireValid(row, now())
      return c.json(toDiscount(row))
    })
    .get('/:id', (c) => c.json(toDiscount(requireDiscount(store, c.req.param('id')))))
    .patch('/:id', async (c) => {
      const body = await readBody(c, updateSchema)
      return c.json(toDiscount(save(store, requireDiscount(store, c.req.param('id')), body)))
    })
    .delete('/:id', (c) => {
      store.discounts.delete(requireDiscount(store, c.req.param('id')).discount_id)
      return c.body(null, 204)
    })
    .get('/:id/customers', (c) => {
      const query = readQuery(c, z.object(pageQuery))
      const ids = requireDiscount(store, c.req.param('id')).customer_ids
      return c.json(page(ids.map(toCustomerItem), query))
    })
    .post('/:id/customers', async (c) => {
      const { customer_ids } = await readBody(c, z.object({ customer_ids: z.array(z.string()).min(1) }))
      const row = requireDiscount(store, c.req.param('id'))
      const known = customer_ids.map((id) => requireCustomer(store, id).customer_id)
      const all = [...new Set([...row.customer_ids, ...known])]
      store.discounts.put({ ...row, customer_ids: all })
      return c.json({ items: all.map(toCustomerItem) })
    })
    .delete('/:id/customers/:customerId', (c) => {
      const row = requireDiscount(store, c.req.param('id'))
      const id = c.req.param('customerId')
      if (!row.customer_ids.includes(id)) throw notFound(`Customer ${id} of discount ${row.discount_id}`)
      store.discounts.put({ ...row, customer_ids: row.customer_ids.filter((each) => each !== id) })
      return c.body(null, 204)
    })
}

function newDiscount(code: string, kind: Discount['type'], amount: number, now: Date): DiscountRow {
  return {
    discount_id: newId('dsc'),
    business_id: BUSINESS_ID,
    created_at: now.toISOString(),
    code,
    type: kind,
    amount,
    name: null,
    customer_eligibility: 'any',
    currency_options: [],
    starts_at: null,
    expires_at: null,
    per_customer_usage_limit: null,
    usage_limit: null,
    subscription_cycles: null,
    preserve_on_plan_change: false,
    restricted_to: [],
    metadata: {},
    times_used: 0,
    customer_ids: [],
  }
}

/** Changes the given fields, refuses what contradicts itself, and keeps the row. */
function save(store: Store, old: DiscountRow, change: z.output<typeof updateSchema>): DiscountRow {
  const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value != null))
  const row = { ...old, ...given } as DiscountRow
  const options = (row.currency_options ?? []).map((option) => ({
    ...option,
    max_amount_possible: option.max_amount_possible ?? null,
  }))
  const namesake = findDiscount(store, row.code)
  if (namesake && namesake.discount_id !== row.discount_id) {
    throw new ApiError(409, 'DISCOUNT_CODE_ALREADY_EXISTS', `There is a code ${row.code} already`)
  }
  if (row.type === 'percentage' && row.amount > 10_000) throw invalidBody('amount is 10000 at most')
  if (row.type === 'flat' && !options.some((option) => option.is_default && option.max_amount_possible)) {
    throw invalidBody('currency_options of a flat code need a default with max_amount_possible')
  }
  if (options.filter((option) => option.is_default).length > 1) {
    throw invalidBody('currency_options have one default at most')
  }
  if (row.starts_at && row.expires_at && Date.parse(row.starts_at) >= Date.parse(row.expires_at)) {
    throw invalidBody('starts_at must be before expires_at')
  }
  if (row.usage_limit && (row.per_customer_usage_limit ?? 0) > row.usage_limit) {
    throw invalidBody('per_customer_usage_limit is usage_limit at most')
  }
  return store.discounts.put({ ...row, currency_options: options })
}

function requireDiscount(store: Store, id: string): DiscountRow {
  const row = store.discounts.get(id)
  if (!row) throw notFound(`Discount ${id}`)
  return row
}

function toDiscount({ customer_ids: _, ...discount }: DiscountRow): Discount {
  return discount
}

function toCustomerItem(customer_id: string) {
  return { customer_id }
}

function isActive(row: DiscountRow, now: Date): boolean {
  try {
    requireValid(row, now)
    return true
  } catch {
    return false
  }
}

function randomCode(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 16 }, () => letters[randomInt(letters.length)]).join('')
}
