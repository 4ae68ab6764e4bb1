import 'server-only'
import { randomBytes } from 'node:crypto'
import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { env } from '@/lib/env'
import { contentSecurityPolicy } from './content-security-policy'

const MONEY_PAGE = /^\/(?:en|ja)\/(?:orders|checkout|library)(?:[/?]|$)/

/**
 * Gives each money page a policy with a nonce of its own: on the answer for the browser, and on the request, where
 * Next looks for the nonce of its scripts. It only sets headers; who may see what is decided by the queries. Hears of
 * each request before Next does, which a proxy.ts would do for a quarter of the time the page takes (docs/performance.md).
 */
export function setMoneyPagePolicies(): void {
  subscribe('http.server.request.start', (message) => {
    const { request, response } = message as { request: IncomingMessage; response: ServerResponse }
    if (!MONEY_PAGE.test(request.url ?? '')) return
    const policy = contentSecurityPolicy({
      nonce: randomBytes(16).toString('base64'),
      local: env.UPNEXT_MODE !== undefined,
      development: env.UPNEXT_MODE === 'development',
    })
    request.headers['content-security-policy'] = policy
    response.setHeader('content-security-policy', policy)
  })
}
