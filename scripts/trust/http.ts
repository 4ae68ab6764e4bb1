import { Agent, type IncomingHttpHeaders, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 256 })

/** Forgets connections that are kept open, for servers that were ended and started again. */
export const hangUp = (): void => agent.destroy()

export type Ask = {
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string | Buffer
  /** After this the request is given up; what became of it is not known then. */
  limitMs?: number
}

export type Answer = { status: number; headers: IncomingHttpHeaders; body: string; ms: number }

/** Why requests were not answered, and how often; for the notes of a report. */
export const unanswered: Record<string, number> = {}

/**
 * Sends one request and reads the whole answer; null when none came: nobody can know then what was done. Like a browser
 * it sends once more, on a new connection, when the server had just closed the old one for being idle.
 */
export async function send(url: string, ask: Ask = {}): Promise<Answer | null> {
  const first = await sendOnce(url, ask)
  const answer = first === 'the connection was closed meanwhile' ? await sendOnce(url, ask, false) : first
  if (typeof answer !== 'string') return answer
  unanswered[answer] = (unanswered[answer] ?? 0) + 1
  return null
}

function sendOnce(
  url: string,
  { method = 'GET', headers = {}, body, limitMs = 30_000 }: Ask,
  through: Agent | false = agent,
): Promise<Answer | string> {
  return new Promise((resolve) => {
    const from = performance.now()
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const outgoing = request(
      url,
      { method, agent: through, headers: { ...headers, ...length }, signal: AbortSignal.timeout(limitMs) },
      (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.once('error', () => resolve('the answer broke off'))
        incoming.once('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks).toString('utf8'),
            ms: performance.now() - from,
          }),
        )
      },
    )
    outgoing.once('error', (error: NodeJS.ErrnoException) =>
      resolve(
        outgoing.reusedSocket && error.code === 'ECONNRESET'
          ? 'the connection was closed meanwhile'
          : (error.code ?? error.name),
      ),
    )
    outgoing.end(body)
  })
}

/** What a browser sends with each request to a page of the shop, whichever instance answers it. */
export const asBrowser = (shopUrl: string, cookie: string): Record<string, string> => ({
  host: new URL(shopUrl).host,
  origin: new URL(shopUrl).origin,
  'sec-fetch-site': 'same-origin',
  'user-agent': 'Mozilla/5.0 (trust)',
  'accept-language': 'en',
  ...(cookie && { cookie }),
})

/** A form of a page, as it is sent without scripts by the button whose words match. */
export type Form = { fields: [string, string][] }

/** Reads the form of that button out of a page. Throws when there is none: the page is not what it should be. */
export function findForm(html: string, button: RegExp): Form {
  for (const [, inner = ''] of html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/g)) {
    const pressed = [...inner.matchAll(/<button\b([^>]*)>([\s\S]*?)<\/button>/g)].find(([, , words = '']) =>
      button.test(words.replaceAll(/<[^>]*>/g, '').trim()),
    )
    if (!pressed) continue
    const inputs = [...inner.matchAll(/<input\b([^>]*)>/g)].map(([, attributes = '']) => attributes)
    const fields = [...inputs, pressed[1] ?? ''].flatMap((attributes): [string, string][] => {
      const name = attribute(attributes, 'name')
      return name === null ? [] : [[name, attribute(attributes, 'value') ?? '']]
    })
    return { fields }
  }
  throw new Error(`There is no button ${button} on the page: ${html.slice(0, 300)}`)
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(attributes)
  return found
    ? (found[1] ?? '').replaceAll('&quot;', '"').replaceAll('&#x27;', "'").replaceAll('&amp;', '&')
    : null
}

const BOUNDARY = '----trust-form-boundary'

/** A form as a browser posts it. */
export function formRequest({ fields }: Form): { headers: Record<string, string>; body: string } {
  const parts = fields.map(
    ([name, value]) => `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
  )
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  }
}
