import type { WebhookCreateParams, WebhookRetrieveSecretResponse } from 'dodopayments/resources/webhooks'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readBody, readQuery } from '../http/body'
import type { EndpointRow } from '../state/rows'
import { toEndpoint } from '../state/wire'
import { newEndpoint } from '../webhooks/endpoints'

const createSchema = z
  .object({
    url: z.url({ protocol: /^https?$/ }),
    description: z.string().nullish(),
    disabled: z.boolean().nullish(),
    filter_types: z.array(z.string().regex(/^[a-z_]+\.[a-z_]+$/)).nullish(),
    headers: z.record(z.string(), z.string()).nullish(),
    metadata: z.record(z.string(), z.string()).nullish(),
    rate_limit: z.number().int().min(1).nullish(),
  })
  .transform((body) => body as WebhookCreateParams)

const listSchema = z.object({
  limit: z.coerce.number().int().min(1).max(250).default(50),
  iterator: z.string().optional(),
})

export function webhookEndpointRoutes(emulator: Emulator): Hono {
  const { store } = emulator
  const require = (id: string): EndpointRow => {
    const endpoint = store.endpoints.get(id)
    if (!endpoint) throw notFound(`Webhook ${id}`)
    return endpoint
  }
  return new Hono()
    .post('/', async (c) => {
      const body = await readBody(c, createSchema)
      return c.json(toEndpoint(store.endpoints.put(newEndpoint(body, emulator.now()))))
    })
    .get('/', (c) => {
      const { limit, iterator } = readQuery(c, listSchema)
      const rows = store.endpoints.all()
      const from = iterator ? rows.findIndex((row) => row.id === iterator) + 1 : 0
      const data = rows.slice(from, from + limit)
      const done = from + limit >= rows.length
      return c.json({ data: data.map(toEndpoint), iterator: done ? null : (data.at(-1)?.id ?? null), done })
    })
    .get('/:id', (c) => c.json(toEndpoint(require(c.req.param('id')))))
    .delete('/:id', (c) => {
      store.endpoints.delete(require(c.req.param('id')).id)
      return c.body(null, 200)
    })
    .get('/:id/secret', (c) => {
      const { secret } = require(c.req.param('id'))
      return c.json({ secret } satisfies WebhookRetrieveSecretResponse)
    })
}
