import { Hono } from 'hono'
import { z } from 'zod'
import {
  createCustomer,
  listPaymentMethods,
  removePaymentMethod,
  requireCustomer,
} from '../checkout/customers'
import type { Emulator } from '../emulator'
import { currentGrant, toCustomerEntitlement } from '../fulfilment/grants'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, flagQuery, page, pageQuery } from '../http/paging'
import { openPortal } from '../portal/sessions'
import { toCustomer, toPaymentMethod } from '../state/wire'
import { GRANT_STATUSES, INTEGRATIONS } from './entitlements'

const createSchema = z.object({
  email: z.email(),
  name: z.string().min(1),
  phone_number: z.string().nullish(),
  metadata: metadataSchema.default({}),
})

const updateSchema = z.object({
  email: z.email().nullish(),
  name: z.string().min(1).nullish(),
  phone_number: z.string().nullish(),
  metadata: metadataSchema.nullish(),
})

const listSchema = z.object({
  ...pageQuery,
  ...createdQuery,
  email: z.string().optional(),
  name: z.string().optional(),
})

const grantsSchema = z.object({
  ...pageQuery,
  status: z.enum(GRANT_STATUSES).optional(),
  integration_type: z.enum(INTEGRATIONS).optional(),
})

const portalSchema = z.object({
  return_url: z.url({ protocol: /^https?$/ }).optional(),
  send_email: flagQuery.optional(),
})

export function customerRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  const grantsOf = (id: string) =>
    store.grants.newestFirst().filter((row) => row.customer_id === requireCustomer(store, id).customer_id)
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      return c.json(toCustomer(createCustomer(store, body, emulator.now())))
    })
    .get('/', (c) => {
      const query = readQuery(c, listSchema)
      const rows = store.customers
        .newestFirst()
        .filter((row) => !query.email || row.email.toLowerCase() === query.email.toLowerCase())
        .filter((row) => !query.name || row.name.toLowerCase().includes(query.name.toLowerCase()))
        .filter((row) => createdWithin(row, query))
      return c.json(page(rows.map(toCustomer), query))
    })
    .get('/:id', (c) => c.json(toCustomer(requireCustomer(store, c.req.param('id')))))
    .patch('/:id', async (c) => {
      const body = await readBody(c, updateSchema)
      const old = requireCustomer(store, c.req.param('id'))
      const row = store.customers.put({
        ...old,
        email: body.email ?? old.email,
        name: body.name ?? old.name,
        phone_number: body.phone_number ?? old.phone_number ?? null,
        metadata: body.metadata ?? old.metadata ?? {},
      })
      return c.json(toCustomer(row))
    })
    .get('/:id/payment-methods', (c) => {
      const customer = requireCustomer(store, c.req.param('id'))
      return c.json({ items: listPaymentMethods(store, customer.customer_id).map(toPaymentMethod) })
    })
    .delete('/:id/payment-methods/:methodId', (c) => {
      removePaymentMethod(store, c.req.param('id'), c.req.param('methodId'))
      return c.body(null, 204)
    })
    .post('/:id/customer-portal/session', (c) => {
      const customer = requireCustomer(store, c.req.param('id'))
      const { return_url } = readQuery(c, portalSchema)
      return c.json({ link: openPortal(emulator, customer.customer_id, return_url ?? null) })
    })
    .get('/:id/entitlements', (c) =>
      c.json({ items: grantsOf(c.req.param('id')).map((row) => toCustomerEntitlement(emulator, row)) }),
    )
    .get('/:id/entitlement-grants', (c) => {
      const query = readQuery(c, grantsSchema)
      const rows = grantsOf(c.req.param('id'))
        .filter((row) => !query.status || row.status === query.status)
        .filter((row) => !query.integration_type || row.integration_type === query.integration_type)
        .map((row) => currentGrant(emulator, row))
      return c.json(page(rows, query))
    })
    .get('/:id/credit-entitlements', (c) => {
      requireCustomer(store, c.req.param('id'))
      return c.json({ items: [] })
    })
}
