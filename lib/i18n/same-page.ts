import { type Locale, routing } from '@/lib/i18n/routing'

const prefix = new RegExp(`^/(${routing.locales.join('|')})(?=/|$)`)

/**
 * The address of the page somebody came from, in another language. Only its path and query are used, so the
 * answer never leads away from the shop; without a page it is the home page.
 */
export function samePageIn(locale: Locale, referrer: string | null): string {
  if (!referrer || !URL.canParse(referrer)) return `/${locale}`
  const { pathname, search } = new URL(referrer)
  return prefix.test(pathname) ? pathname.replace(prefix, `/${locale}`) + search : `/${locale}`
}
