import { Hono } from 'hono'
import { z } from 'zod'
import { requireProduct } from '../catalog/products'
import { requireCustomer } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { createLicenseKey, currentKey, requireLicenseKey } from '../fulfilment/license-keys'
import { notFound } from '../http/api-error'
import { readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'

const instant = z.iso.datetime({ offset: true }).nullish()
const limit = z.number().int().min(1).nullish()
const name = z.object({ name: z.string().min(1) })

const createSchema = z.object({
  customer_id: z.string(),
  product_id: z.string(),
  key: z.string().min(1),
  activations_limit: limit,
  expires_at: instant,
})

const updateSchema = z.object({
  activations_limit: limit,
  disabled: z.boolean().nullish(),
  expires_at: instant,
})

const listSchema = z.object({
  ...pageQuery,
  ...createdQuery,
  customer_id: z.string().optional(),
  product_id: z.string().optional(),
  source: z.enum(['auto', 'import', 'manual']).optional(),
  status: z.enum(['active', 'expired', 'disabled']).optional(),
})

export function licenseKeyRoutes(emulator: Emulator): Hono {
  const { store, outbox } = emulator
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      const customer = requireCustomer(store, body.customer_id)
      requireProduct(store, body.product_id)
      const key = createLicenseKey(emulator, { ...body, source: 'import' })
      outbox.enqueue('license_key.created', 'LicenseKey', key.id, customer.email)
      return c.json(key, 201)
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.licenseKeys
        .newestFirst()
        .map((row) => currentKey(emulator, row))
        .filter((row) => !query.customer_id || row.customer_id === query.customer_id)
        .filter((row) => !query.product_id || row.product_id === query.product_id)
        .filter((row) => !query.source || row.source === query.source)
        .filter((row) => !query.status || row.status === query.status)
        .filter((row) => createdWithin(row, query))
      return c.json(page(rows, query))
    })
    .get('/:id', (c) => c.json(currentKey(emulator, requireLicenseKey(store, c.req.param('id')))))
    .patch('/:id', async (c) => {
      const body = await readBody(c, updateSchema)
      const old = requireLicenseKey(store, c.req.param('id'))
      const disabled = body.disabled ?? old.status === 'disabled'
      const row = store.licenseKeys.put({
        ...old,
        status: disabled ? 'disabled' : 'active',
        // Null takes the limit or the end away, a missing field leaves it.
        activations_limit:
          body.activations_limit === undefined ? (old.activations_limit ?? null) : body.activations_limit,
        expires_at: body.expires_at === undefined ? (old.expires_at ?? null) : body.expires_at,
      })
      return c.json(currentKey(emulator, row))
    })
}

export function licenseKeyInstanceRoutes({ store }: Emulator): Hono {
  const require = (id: string) => {
    const row = store.licenseInstances.get(id)
    if (!row) throw notFound(`License key instance ${id}`)
    return row
  }
  const query = z.object({
    ...pageQuery,
    license_key_id: z.string().optional(),
    grant_id: z.string().optional(),
  })
  return new Hono()
    .get('/', (c) => {
      const asked = readQuery(c, query)
      const granted = store.grants.get(asked.grant_id ?? '')?.license_key?.id
      const rows = store.licenseInstances
        .newestFirst()
        .filter((row) => !asked.license_key_id || row.license_key_id === asked.license_key_id)
        .filter((row) => !asked.grant_id || row.license_key_id === granted)
      return c.json(page(rows, asked))
    })
    .get('/:id', (c) => c.json(require(c.req.param('id'))))
    .patch('/:id', async (c) => {
      const change = await readBody(c, name)
      return c.json(store.licenseInstances.put({ ...require(c.req.param('id')), ...change }))
    })
}
