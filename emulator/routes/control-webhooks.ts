import { Hono } from 'hono'
import { z } from 'zod'
import type { Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readBody, readQuery } from '../http/body'
import type { ServerEnv } from '../http/weather-middleware'
import { withNewSecret } from '../webhooks/endpoints'

const filter = { email: z.string().optional(), type: z.string().optional() }

const releaseSchema = z.object({
  ...filter,
  order: z.enum(['sent', 'reversed', 'shuffled']).optional(),
  seed: z.number().int().optional(),
})

/** `/_emulator/webhooks`: the delivery log, and what was held, lost or rotated. */
export function webhookControlRoutes(emulator: Emulator): Hono<ServerEnv> {
  const { store, outbox } = emulator
  return new Hono<ServerEnv>()
    .get('/', (c) => c.json({ items: outbox.find(readQuery(c, z.object(filter))).reverse() }))
    .post('/release', async (c) => {
      const body = await readBody(c, releaseSchema)
      return c.json({ released: outbox.release(body, body) })
    })
    .post('/replay', async (c) => c.json({ replayed: outbox.replayAll(await readBody(c, z.object(filter))) }))
    .post('/:id/replay', (c) => {
      if (!outbox.replay(c.req.param('id'))) throw notFound(`Delivery ${c.req.param('id')}`)
      return c.json({ status: 'ok' })
    })
    .post('/:id/rotate-secret', (c) => {
      const endpoint = store.endpoints.get(c.req.param('id'))
      if (!endpoint) throw notFound(`Webhook ${c.req.param('id')}`)
      const { secret } = store.endpoints.put(withNewSecret(endpoint, emulator.now()))
      return c.json({ secret })
    })
}
