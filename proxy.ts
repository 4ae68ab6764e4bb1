import { randomBytes } from 'node:crypto'
import { type NextRequest, NextResponse } from 'next/server'
import { CAMPAIGN_COOKIE, CAMPAIGN_SECONDS, campaignSchema } from '@/lib/checkout/campaign-cookie'
import { env } from '@/lib/env'
import { cookieAttributes } from '@/lib/identity/cookies'
import { contentSecurityPolicy } from '@/lib/security/content-security-policy'

/**
 * Gives each money page and each of the merchant's its nonce, and remembers a campaign on whatever page it leads to. It
 * only sets headers: who may see what is decided by the queries.
 */
export function proxy(request: NextRequest): NextResponse {
  return rememberCampaign(request, isPersonal(request) ? withPolicy(request) : NextResponse.next())
}

const PERSONAL = /^\/(en|ja)\/(orders|checkout|library|account|subscriptions|edit|undo|admin)(\/|$)/
const isPersonal = ({ nextUrl }: NextRequest) => PERSONAL.test(nextUrl.pathname)

/** Keeps which campaign led here, for the order that may come of it. */
function rememberCampaign({ nextUrl }: NextRequest, response: NextResponse): NextResponse {
  const campaign = campaignSchema.safeParse(nextUrl.searchParams.get('utm_campaign'))
  if (campaign.success)
    response.cookies.set(CAMPAIGN_COOKIE, campaign.data, { ...cookieAttributes, maxAge: CAMPAIGN_SECONDS })
  return response
}

function withPolicy(request: NextRequest): NextResponse {
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
  matcher: [
    '/(en|ja)/(orders|checkout|library|account|subscriptions|edit|undo|admin)/:path*',
    { source: '/(.*)', has: [{ type: 'query', key: 'utm_campaign' }] },
  ],
}
