import { setTimeout as wait } from 'node:timers/promises'
import type { HttpBindings } from '@hono/node-server'
import type { Context, MiddlewareHandler, Next } from 'hono'
import { emailOf } from '../checkout/customers'
import type { EffectKind, EffectOf } from '../control/effects'
import type { Circumstance } from '../control/weather'
import { readWeatherWords, WEATHER_KEY, WEATHER_WORDS } from '../control/weather-words'
import type { Emulator } from '../emulator'
import type { Store } from '../state/store'
import { withListWeather } from './list-weather'
import { bloated, cut, cutDuring, dripped, leave, rewritten, spoiledAnswer } from './spoil'

export type ServerEnv = { Bindings: HttpBindings }

/** Journals every API call, and makes those a rule or their own metadata asks for slow, broken, wrong or lost. */
export function weatherMiddleware(emulator: Emulator, kind: 'api' | 'page'): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const sent = await readSent(c)
    const { method, path } = c.req
    const metadata = isRecord(sent.metadata) ? sent.metadata : null
    const circumstance = {
      email: requestEmail(emulator.store, c, sent),
      route: `${method} ${path}`,
      metadata: kind === 'api' ? metadata : null,
    }
    const answered = await weathered(emulator, c, next, circumstance)
    // The answer may never be over; what was done is told of all the same.
    if (!answered) emulator.time.tick()
    if (kind === 'page') return
    const status = answered ? c.res.status : null
    emulator.journal.add({ kind: 'request', method, path, metadata, status, email: circumstance.email })
  }
}

/** Takes one call through its weather; false when the caller gets no whole answer. */
async function weathered(
  emulator: Emulator,
  c: Context<ServerEnv>,
  next: Next,
  circumstance: Circumstance & { route: string },
): Promise<boolean> {
  const { weather, store } = emulator
  const take = <Kind extends EffectKind>(kind: Kind): EffectOf<Kind> | null =>
    weather.take(kind, circumstance)
  const unknown = readWeatherWords(circumstance.metadata).unknown[0]
  if (unknown !== undefined) return refuseWord(c, unknown)
  const latency = take('latencyMs')
  if (latency && !latency.after) await wait(latency.latencyMs, undefined, { ref: false })
  if (take('dropBefore')) return cut(c)
  const silence = take('silence')
  if (silence && !silence.after) return leave(c)
  const status = take('status')
  if (!status || status.after) {
    await withListWeather(take('list')?.list ?? null, emulator.now(), next)
  }
  if (latency?.after) await wait(latency.latencyMs, undefined, { ref: false })
  if (silence) return leave(c)
  if (take('dropAfter')) return cut(c)
  const about = { ...circumstance, metadata: metadataBehind(store, circumstance.route) }
  const rewrite = weather.take('rewrite', about)
  if (rewrite) replace(c, await rewritten(c.res, rewrite))
  if (status) replace(c, await spoiledAnswer(status, status.after ? c.res : null))
  if (take('dropDuring')) return cutDuring(c)
  const bloat = take('bloat')
  if (bloat) replace(c, await bloated(c.res, bloat))
  const drip = take('drip')
  if (drip) replace(c, await dripped(c.res, drip))
  return !drip?.drip.endless
}

/** Hono copies the former answer's headers onto a new one unless that was taken away first. */
function replace(c: Context, response: Response): void {
  c.res = undefined
  c.res = response
}

function refuseWord(c: Context, word: string): true {
  const message = `metadata.${WEATHER_KEY}: "${word}" is none of ${WEATHER_WORDS.join(', ')}`
  replace(c, Response.json({ code: 'INVALID_REQUEST_BODY', message }, { status: 422 }))
  return true
}

/** The metadata of the payment or subscription that a read is about. */
function metadataBehind(store: Store, route: string): Record<string, unknown> | null {
  const [, id = ''] = /^GET \/(?:payments|subscriptions)\/([^/]+)$/.exec(route) ?? []
  return (store.payments.get(id) ?? store.subscriptions.get(id))?.metadata ?? null
}

/** The body as plain pairs; hono keeps it, so the route reads the same body again. */
async function readSent(c: Context): Promise<Record<string, unknown>> {
  if (c.req.method === 'GET' || c.req.method === 'DELETE') return {}
  const isForm = c.req.header('content-type')?.startsWith('application/x-www-form-urlencoded')
  const sent: unknown = await (isForm ? c.req.parseBody() : c.req.json()).catch(() => null)
  return isRecord(sent) ? sent : {}
}

/** Whose call this is: the e-mail it carries, or the one behind the customer, payment or session it names. */
function requestEmail(store: Store, c: Context, sent: Record<string, unknown>): string | null {
  if (typeof sent.email === 'string') return sent.email
  const named = [...c.req.path.split('/'), c.req.query('customer_id'), c.req.query('email')]
  if (isRecord(sent.customer)) named.push(sent.customer.email as string, sent.customer.customer_id as string)
  named.push(sent.payment_id as string)
  for (const name of named) {
    const email = typeof name === 'string' ? emailBehind(store, name) : null
    if (email) return email
  }
  return null
}

function emailBehind(store: Store, name: string): string | null {
  if (name.includes('@')) return name
  const session = store.sessions.get(name)
  return (
    store.customers.get(session?.customer_id ?? name)?.email ??
    store.payments.get(name)?.customer.email ??
    store.subscriptions.get(name)?.customer.email ??
    emailOf(store, session?.request.customer)
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
