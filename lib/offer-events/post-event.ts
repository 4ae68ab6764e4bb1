import 'server-only'
import { request as requestPlain } from 'node:http'
import { request } from 'node:https'
import { Webhook } from 'standardwebhooks'
import { env } from '@/lib/env'
import { publicLookup } from './public-lookup'

const LIMIT_MS = 10_000

/**
 * Posts a body to a merchant's address, signed as Standard Webhooks asks: the answer's status, or null when there was
 * none within ten seconds. Redirects are not followed, the answer's body is not read, and only the demo shop speaks to
 * addresses of its own network.
 */
export function postEvent(
  { url, secret }: { url: string; secret: string },
  id: string,
  body: string,
): Promise<number | null> {
  const now = new Date()
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, now, body),
  }
  const open = new URL(url).protocol === 'http:' ? requestPlain : request
  return new Promise((resolve) => {
    const outgoing = open(
      url,
      {
        method: 'POST',
        headers,
        agent: false,
        signal: AbortSignal.timeout(LIMIT_MS),
        lookup: env.UPNEXT_MODE ? undefined : publicLookup,
      },
      (answer) => {
        resolve(answer.statusCode ?? null)
        answer.destroy()
      },
    )
    outgoing.once('error', () => resolve(null))
    outgoing.end(body)
  })
}
