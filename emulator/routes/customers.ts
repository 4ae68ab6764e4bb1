import { Hono } from 'hono'
import { z } from 'zod'
import { createCustomer, listPaymentMethods, requireCustomer } from '../checkout/customers'
import type { Emulator } from '../emulator'
import { ApiError, notFound } from '../http/api-error'
import { metadataSchema, readBody, readQuery } from '../http/body'
import { createdQuery, createdWithin, page, pageQuery } from '../http/paging'
import { toCustomer, toPaymentMethod } from '../state/wire'

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

export function customerRoutes(emulator: Emulator): Hono {
  const { store } = emulator
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
      const customer = requireCustomer(store, c.req.param('id'))
      const id = c.req.param('methodId')
      const method = store.paymentMethods.get(id)
      if (method && method.customer_id !== customer.customer_id) throw notFound(`Payment method ${id}`)
      const billed = store.subscriptions
        .all()
        .some((row) => row.payment_method_id === id && row.status === 'active')
      if (billed)
        throw new ApiError(409, 'UNSUPPORTED_ACTION', 'An active subscription is paid with this card')
      store.paymentMethods.delete(id)
      return c.body(null, 204)
    })
}
