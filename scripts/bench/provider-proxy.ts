import { once } from 'node:events'
import { Agent, createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** One call of the shop to the provider, on the clock of `performance.now()`. */
export type ProviderCall = { route: string; from: number; to: number }

export type ProviderProxy = { url: string; calls: ProviderCall[]; close: () => void }

/**
 * Stands between the shop and the provider and notes when each call was under way, so that the provider's share
 * of an answer is known and nothing in the shop need be changed to measure it. Addresses in the answers lead
 * through it too, because the shop takes no others.
 */
export async function startProviderProxy(provider: string): Promise<ProviderProxy> {
  const agent = new Agent({ keepAlive: true })
  const calls: ProviderCall[] = []
  let own = ''
  const server = createServer((incoming, outgoing) => {
    const call = {
      route: `${incoming.method} ${incoming.url}`,
      from: performance.now(),
      to: Number.POSITIVE_INFINITY,
    }
    calls.push(call)
    outgoing.once('finish', () => {
      call.to = performance.now()
    })
    const onward = request(
      `${provider}${incoming.url}`,
      { method: incoming.method, headers: { ...incoming.headers, host: new URL(provider).host }, agent },
      async (answer) => {
        const body = (await text(answer)).replaceAll(provider, own)
        outgoing.writeHead(answer.statusCode ?? 502, {
          ...answer.headers,
          'content-length': Buffer.byteLength(body),
        })
        outgoing.end(body)
      },
    )
    onward.once('error', () => outgoing.destroy())
    incoming.pipe(onward)
  })
  server.keepAliveTimeout = 60_000
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  own = `http://127.0.0.1:${port}`
  return {
    url: own,
    calls,
    close: () => {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
