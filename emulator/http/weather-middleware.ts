import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, MiddlewareHandler } from 'hono'
import { emailOf } from '../checkout/customers'
import type { Circumstance } from '../control/weather'
import type { Emulator } from '../emulator'
import type { Store } from '../state/store'

export type ServerEnv = { Bindings: HttpBindings }

/** Journals every API call, and makes those a rule matches slow, broken or lost. */
export function weatherMiddleware(emulator: Emulator, kind: 'api' | 'page'): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const { weather } = emulator
    const sent = await readSent(c)
    const circumstance: Circumstance = {
      email: requestEmail(emulator.store, c, sent),
      route: `${c.req.method} ${c.req.path}`,
    }
    const journal = (status: number | null) => {
      if (kind === 'page') return
      const metadata = isRecord(sent.metadata) ? sent.metadata : null
      const { method, path } = c.req
      emulator.journal.add({ kind: 'request', method, path, metadata, status, email: circumstance.email })
    }
    const cut = () => {
      journal(null)
      c.env.outgoing.destroy()
      c.res = RESPONSE_ALREADY_SENT
    }
    const latency = weather.take('latencyMs', circumstance)
    if (latency) await new Promise((resolve) => setTimeout(resolve, latency.latencyMs))
    if (weather.take('dropBefore', circumstance)) return cut()
    const status = weather.take('status', circumstance)
    if (!status || status.after) await next()
    if (weather.take('dropAfter', circumstance)) return cut()
    if (status) c.res = Response.json(status.body ?? defaultBody(status.status), { status: status.status })
    journal(c.res.status)
    return
  }
}

function defaultBody(status: number) {
  const code = status === 429 ? 'TOO_MANY_REQUESTS' : 'INTERNAL_SERVER_ERROR'
  return { code, message: 'Answered so because a weather rule asked for it' }
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
