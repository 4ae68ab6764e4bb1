import { type NextRequest, NextResponse } from 'next/server'
import { hasLocale } from 'next-intl'
import { routing } from '@/lib/i18n/routing'
import { samePageIn } from '@/lib/i18n/same-page'

/** Keeps the chosen language in a cookie and leads back to the page the visitor was on, in that language. */
export function GET(request: NextRequest): NextResponse {
  const to = request.nextUrl.searchParams.get('to')
  const locale = hasLocale(routing.locales, to) ? to : routing.defaultLocale
  const response = new NextResponse(null, {
    status: 303,
    headers: { Location: samePageIn(locale, request.headers.get('referer')), 'Cache-Control': 'no-store' },
  })
  response.cookies.set('NEXT_LOCALE', locale, { path: '/', maxAge: 60 * 60 * 24 * 365, sameSite: 'lax' })
  return response
}
