import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { env } from '@/lib/env'
import { contentSecurityPolicy } from '@/lib/security/content-security-policy'

/** Gives each money page and each of the merchant's its nonce. It only sets headers: who may see what is decided by the queries. */
export function proxy(request: NextRequest): NextResponse {
  const policy = contentSecurityPolicy({
    // The editor of funnels shows the offer page in a frame of its own.
    framed: /^\/(en|ja)\/admin\/funnels\/[\w:.-]+\/preview$/.test(request.nextUrl.pathname),
    nonce: randomBytes(16).toString('base64'),
    local: env.UPNEXT_MODE !== undefined,
    development: env.UPNEXT_MODE === 'development',
  })
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('content-security-policy', policy)
  return response
}

export const config = {
  matcher: ['/(en|ja)/(orders|checkout|library|account|subscriptions|edit|undo|admin)/:path*'],
}
