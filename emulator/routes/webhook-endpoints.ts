import type { WebhookEventType } from 'dodopayments/resources/webhook-events'
import type { WebhookCreateParams, WebhookRetrieveSecretResponse } from 'dodopayments/resources/webhooks'
import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readBody, readQuery, withoutUndefined } from '../http/body'
import { EVENT_TYPES } from '../reference/event-types'
import type { EndpointRow } from '../state/rows'
import { toEndpoint } from '../state/wire'
import { newEndpoint } from '../webhooks/endpoints'

const words = z.record(z.string(), z.string())
const headerNames = z.record(z.string().regex(/^[A-Za-z0-9-]+$/), z.string().regex(/^[\x20-\x7e]*$/))
const filterTypes = z.array(z.enum(EVENT_TYPES)).nullish()

const shared = {
  description: z.string().nullish(),
  disabled: z.boolean().nullish(),
  filter_types: filterTypes,
  metadata: words.nullish(),
  rate_limit: z.number().int().min(0).nullish(),
}

const url = z.url({ protocol: /^https?$/ })

const createSchema = z
  .object({ ...shared, url, headers: headerNames.nullish(), idempotency_key: z.string().nullish() })
  .transform((body): WebhookCreateParams => {
    const { filter_types, ...rest } = withoutUndefined(body)
    return { ...rest, ...(filter_types && { filter_types }) }
  })

const updateSchema = z.object({ ...shared, url: url.nullish() })

const listSchema = z.object({
  limit: z.coerce.number().int().min(1).max(250).default(50),
  iterator: z.string().optional(),
})

export function webhookEndpointRoutes({ store, now }: Emulator): Hono {
  const require = (id: string): EndpointRow => {
    const endpoint = store.endpoints.get(id)
    if (!endpoint) throw notFound(`Webhook ${id}`)
    return endpoint
  }
  return new Hono()
    .post('/', async (c) => {
      const { idempotency_key = null, ...body } = await readBody(c, createSchema)
      const same = store.endpoints
        .all()
        .find((row) => idempotency_key !== null && row.idempotency_key === idempotency_key)
      const made = same ?? store.endpoints.put({ ...newEndpoint(body, now()), idempotency_key })
      return c.json(toEndpoint(made))
    })
    .get('/', (c) => {
      const { limit, iterator } = readQuery(c, listSchema)
      const rows = store.endpoints.all()
      const from = iterator ? rows.findIndex((row) => row.id === iterator) + 1 : 0
      const data = rows.slice(from, from + limit)
      const done = from + limit >= rows.length
      return c.json({
        data: data.map(toEndpoint),
        iterator: done ? null : (data.at(-1)?.id ?? null),
        prev_iterator: from > 0 ? (rows[Math.max(0, from - limit) - 1]?.id ?? null) : null,
        done,
      })
    })
    .get('/:id', (c) => c.json(toEndpoint(require(c.req.param('id')))))
    .patch('/:id', async (c) => {
      const old = require(c.req.param('id'))
      const body = await readBody(c, updateSchema)
      const row = store.endpoints.put({
        ...old,
        url: body.url ?? old.url,
        description: body.description ?? old.description,
        disabled: body.disabled ?? old.disabled ?? false,
        // An explicit null takes the filter or the limit away.
        filter_types: patched<WebhookEventType[]>(body.filter_types, old.filter_types as WebhookEventType[]),
        rate_limit: patched(body.rate_limit, old.rate_limit),
        metadata: body.metadata ?? old.metadata,
        updated_at: now().toISOString(),
      })
      return c.json(toEndpoint(row))
    })
    .delete('/:id', (c) => {
      store.endpoints.delete(require(c.req.param('id')).id)
      return c.body(null, 200)
    })
    .get('/:id/headers', (c) => c.json({ headers: require(c.req.param('id')).headers, sensitive: [] }))
    .patch('/:id/headers', async (c) => {
      const old = require(c.req.param('id'))
      const { headers } = await readBody(c, z.object({ headers: headerNames }))
      store.endpoints.put({
        ...old,
        headers: { ...old.headers, ...headers },
        updated_at: now().toISOString(),
      })
      return c.body(null, 200)
    })
    .get('/:id/secret', (c) => {
      const { secret } = require(c.req.param('id'))
      return c.json({ secret } satisfies WebhookRetrieveSecretResponse)
    })
}

function patched<Value>(given: Value | null | undefined, old: Value | null | undefined): Value | null {
  return given === undefined ? (old ?? null) : given
}
