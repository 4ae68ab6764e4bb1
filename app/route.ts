import type { NextRequest } from 'next/server'
import { preferredLocale } from '@/lib/i18n/preferred-locale'

export function GET(request: NextRequest): Response {
  const locale = preferredLocale(
    request.cookies.get('NEXT_LOCALE')?.value,
    request.headers.get('accept-language'),
  )
  return new Response(null, {
    status: 307,
    headers: {
      Location: `/${locale}`,
      Vary: 'Accept-Language, Cookie',
      'Cache-Control': 'private, no-store',
    },
  })
}
