import { Hono } from 'hono'
import { z } from 'zod'
import { chargesOf } from '../billing/charges'
import { creditBalance, creditEntries } from '../billing/credit'
import { settlePayment } from '../checkout/settle-payment'
import { ruleSchema } from '../control/effects'
import { isSame } from '../control/remote-control'
import { seed, seedSchema } from '../control/seed'
import type { Emulator } from '../emulator'
import { notFound } from '../http/api-error'
import { readBody, readQuery } from '../http/body'
import type { ServerEnv } from '../http/weather-middleware'
import { DECLINE_CODES } from '../reference/declines'
import { settleRefund } from '../refunds/refund'
import { toPayment } from '../state/wire'
import { requireSubscription } from '../subscriptions/billing'
import { clockRoutes } from './clock'
import { webhookControlRoutes } from './control-webhooks'
import { settingsRoutes } from './settings'
import { refuseStrangers } from './strangers'

const emailQuery = z.object({ email: z.string().optional() })

const settleSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('succeeded') }),
  z.object({ status: z.literal('failed'), code: z.enum(DECLINE_CODES).default('GENERIC_DECLINE') }),
  z.object({ status: z.literal('cancelled') }),
])

const outageSchema = z.object({ ms: z.number().int().min(1).max(3_600_000) })

/** What only the server itself can do. */
export interface Switches {
  reset(): void
  /** Refuses every connection for so many milliseconds. */
  refuseCalls(ms: number): Promise<void>
}

/** The remote control for tests and people: state, mail, journal and weather. Answers this machine only. */
export function controlRoutes(emulator: Emulator, switches: Switches): Hono<ServerEnv> {
  const { store, weather } = emulator
  return new Hono<ServerEnv>()
    .use(async (c, next) => {
      refuseStrangers(c)
      await next()
    })
    .get('/', (c) => c.redirect('/'))
    .get('/health', (c) => c.json({ status: 'ok', now: emulator.now().toISOString() }))
    .post('/reset', (c) => {
      switches.reset()
      return c.json({ status: 'ok' })
    })
    .post('/outage', async (c) => {
      const { ms } = await readBody(c, outageSchema)
      c.env.outgoing.once('close', () => void switches.refuseCalls(ms))
      return c.json({ status: 'ok' })
    })
    .route('/clock', clockRoutes(emulator))
    .route('/settings', settingsRoutes(emulator))
    .get('/journal', (c) => {
      const query = readQuery(c, emailQuery.extend({ since: z.iso.datetime({ offset: true }).optional() }))
      return c.json({ items: emulator.journal.list(query) })
    })
    .get('/payments', (c) => {
      const { email } = readQuery(c, emailQuery)
      const rows = store.payments.newestFirst().filter((row) => isSame(row.customer.email, email))
      return c.json({ items: rows.map(toPayment) })
    })
    .post('/payments/:id/settle', async (c) => {
      const end = await readBody(c, settleSchema)
      return c.json(toPayment(settlePayment(emulator, c.req.param('id'), end)))
    })
    .get('/subscriptions/:id/charges', (c) => c.json(chargesOf(store, c.req.param('id'))))
    .get('/subscriptions/:id/credit', (c) => {
      const { subscription_id: id } = requireSubscription(store, c.req.param('id'))
      return c.json({ balance: creditBalance(store, id), items: creditEntries(store, id) })
    })
    .post('/refunds/:id/settle', async (c) => {
      const { status } = await readBody(c, z.object({ status: z.enum(['succeeded', 'failed']) }))
      return c.json(settleRefund(emulator, c.req.param('id'), status))
    })
    .get('/mail', (c) => {
      const { to } = readQuery(c, z.object({ to: z.string().optional() }))
      const rows = store.mails.newestFirst().filter((row) => !to || row.to.some((each) => isSame(each, to)))
      return c.json({ items: rows })
    })
    .route('/webhooks', webhookControlRoutes(emulator))
    .post('/seed', async (c) => c.json(await seed(emulator, await readBody(c, seedSchema)), 201))
    .post('/weather', async (c) => c.json(weather.add(await readBody(c, ruleSchema)), 201))
    .get('/weather', (c) => c.json({ items: weather.list() }))
    .delete('/weather', (c) => {
      weather.clear()
      return c.json({ status: 'ok' })
    })
    .delete('/weather/:id', (c) => {
      if (!weather.remove(c.req.param('id'))) throw notFound(`Weather rule ${c.req.param('id')}`)
      return c.json({ status: 'ok' })
    })
}
