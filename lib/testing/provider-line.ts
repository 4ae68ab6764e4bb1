import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Call = { method: string; path: string; body: Record<string, unknown> }

/** What happens to one charge on its way: whether it reaches the provider, and what comes back. */
export type Fault = {
  charged: boolean
  answer:
    | 'reset'
    | 'silence'
    | 'drip'
    | { status: number; body: string; type?: string; headers?: Record<string, string> }
}

/** The next checkout of this product, or the next call the function picks. */
type Match = string | ((call: Call) => boolean)
type Rule = { matches: (call: Call) => boolean; fault: Fault | null; gate: Gate | null }
type View = { body: string; order: number }
type Gate = { at: 'done' | 'arrival'; arrived: () => void; opened: Promise<'pass' | 'drop'> }

/**
 * The line between the shop and its provider: passes every call on, writes down what came over it, and spoils
 * what it is told to. The addresses of payment pages lead over it too.
 */
export async function openProviderLine(target: string) {
  const calls: Call[] = []
  const rules: Rule[] = []
  const views = new Map<string, View[]>()
  const open = new Set<ServerResponse>()

  const server = createServer((request, response) => {
    open.add(response)
    response.once('close', () => open.delete(response))
    carry(request, response).catch(() => response.destroy())
  })

  async function carry(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const sent = await read(request)
    const call = { method: request.method ?? '', path: request.url ?? '', body: parse(sent) }
    calls.push(call)
    const index = rules.findIndex(({ matches }) => matches(call))
    const { fault = null, gate = null } = (index >= 0 && rules.splice(index, 1)[0]) || {}
    if (fault && !fault.charged) return spoil(response, fault)
    const view = call.method === 'GET' ? views.get(call.path)?.at(-1) : undefined
    if (view) return spoil(response, { charged: true, answer: { status: 200, body: view.body } })
    if (gate?.at === 'arrival') {
      gate.arrived()
      if ((await gate.opened) === 'drop') return void response.destroy()
    }
    const answer = await fetch(target + call.path, {
      method: call.method,
      headers: pick(request, ['authorization', 'content-type', 'accept']),
      body: sent.length > 0 ? new Uint8Array(sent) : null,
      redirect: 'manual',
    })
    const text = (await answer.text()).replaceAll(target, url())
    if (gate?.at === 'done') {
      gate.arrived()
      await gate.opened
    }
    if (fault) return spoil(response, fault)
    const location = answer.headers.get('location')
    response.writeHead(answer.status, {
      'content-type': answer.headers.get('content-type') ?? 'text/plain',
      ...(location && { location: location.replaceAll(target, url()) }),
    })
    response.end(text)
  }

  function spoil(response: ServerResponse, { answer }: Fault): void {
    if (answer === 'silence') return
    if (answer === 'reset') return void response.destroy()
    if (answer === 'drip') {
      response.writeHead(200, { 'content-type': 'application/json' })
      const drop = setInterval(() => response.write(' '), 100)
      response.once('close', () => clearInterval(drop))
      return
    }
    response.writeHead(answer.status, {
      'content-type': answer.type ?? 'application/json',
      ...answer.headers,
    })
    response.end(answer.body)
  }

  let port = 0
  const url = () => `http://127.0.0.1:${port}`
  const plugIn = async () => {
    await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  }
  const unplug = () => {
    const closed = new Promise((resolve) => server.close(resolve))
    server.closeAllConnections()
    return closed
  }
  await plugIn()

  return {
    url: url(),
    calls,
    /** Spoils the next call that matches. */
    spoil: (match: Match, fault: Fault) => void rules.push({ matches: matcher(match), fault, gate: null }),
    /**
     * Holds the next call that matches until it is let go: its answer, when its work is `done`, or at its `arrival` the
     * call itself, which may then be dropped.
     */
    hold(match: Match, at: Gate['at'] = 'done') {
      let release = (_: 'pass' | 'drop') => {}
      let arrived = () => {}
      const opened = new Promise<'pass' | 'drop'>((resolve) => {
        release = resolve
      })
      const done = new Promise<void>((resolve) => {
        arrived = resolve
      })
      rules.push({ matches: matcher(match), fault: null, gate: { at, arrived, opened } })
      return { done, release: () => release('pass'), drop: () => release('drop') }
    },
    /**
     * Until it ends, reading this path is answered with an older or another view of it. Of several the one with the
     * highest order counts, as what is read is never older than the news that it is read for; else the latest one.
     */
    see(path: string, body: string, order = 0) {
      const view = { body, order }
      views.set(
        path,
        [...(views.get(path) ?? []), view].sort((a, b) => a.order - b.order),
      )
      return {
        end() {
          const rest = views.get(path)?.filter((each) => each !== view) ?? []
          if (rest.length > 0) views.set(path, rest)
          else views.delete(path)
        },
      }
    },
    /** The charges sent for an attempt, whatever became of them. */
    charges: (attemptId: string) =>
      calls.filter((call) => isCharge(call) && metadataOf(call).attempt_id === attemptId),
    /** Runs while nothing listens at the provider's address. */
    async unplugged<T>(run: () => Promise<T>): Promise<T> {
      await unplug()
      try {
        return await run()
      } finally {
        await plugIn()
      }
    },
    close: () => {
      for (const response of open) response.destroy()
      return unplug()
    },
  }
}

export type ProviderLine = Awaited<ReturnType<typeof openProviderLine>>

const opensCheckout = ({ method, path }: Call) => method === 'POST' && path === '/checkouts'

export const isCharge = (call: Call) => opensCheckout(call) && call.body.confirm === true

/** A change of plan that was sent, not the preview of one. */
export const isPlanChange = ({ method, path }: Call, subscriptionId: string) =>
  method === 'POST' && path === `/subscriptions/${subscriptionId}/change-plan`

export const metadataOf = ({ body }: Call) => (body.metadata ?? {}) as Record<string, string>

const matcher = (match: Match) =>
  typeof match === 'string' ? (call: Call) => opensCheckout(call) && buys(call, match) : match

const buys = ({ body }: Call, productId: string) =>
  JSON.stringify(body.product_cart ?? '').includes(productId)

async function read(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks)
}

function parse(body: Buffer): Record<string, unknown> {
  try {
    return JSON.parse(body.toString('utf8')) as Record<string, unknown>
  } catch {
    return {}
  }
}

const pick = (request: IncomingMessage, names: string[]) =>
  Object.fromEntries(
    names.flatMap((name) => (request.headers[name] ? [[name, String(request.headers[name])]] : [])),
  )
