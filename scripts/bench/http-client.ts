import { Agent, type IncomingHttpHeaders, request } from 'node:http'

export type Ask = {
  url: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Buffer
}

/** An answer, read to its end; times in ms from the moment the request was begun. */
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  body: Buffer
  firstByteMs: number
  totalMs: number
  /** When it began and ended, on the clock of `performance.now()`. */
  from: number
  to: number
}

/** One connection that is kept open, as a browser or a sender of webhooks keeps it. */
export class Connection {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 1, family: 4 })

  send({ url, method = 'GET', headers = {}, body }: Ask): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const from = performance.now()
      const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
      const outgoing = request(url, { method, agent: this.#agent, headers: { ...headers, ...length } })
      outgoing.once('error', reject)
      outgoing.once('response', (incoming) => {
        const firstByteMs = performance.now() - from
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('error', reject)
        incoming.once('end', () => {
          const to = performance.now()
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
            firstByteMs,
            totalMs: to - from,
            from,
            to,
          })
        })
      })
      outgoing.end(body)
    })
  }

  close(): void {
    this.#agent.destroy()
  }
}

/** Sends and insists on a status. */
export async function expectStatus(connection: Connection, ask: Ask, status: number): Promise<Answer> {
  const answer = await connection.send(ask)
  if (answer.status === status) return answer
  throw new Error(
    `${ask.method ?? 'GET'} ${ask.url} answered ${answer.status} instead of ${status}: ${answer.body.toString().slice(0, 300)}`,
  )
}
