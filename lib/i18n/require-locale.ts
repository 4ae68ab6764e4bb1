import { notFound } from 'next/navigation'
import { hasLocale } from 'next-intl'
import { type Locale, routing } from '@/lib/i18n/routing'

/** The language of an address; one we do not speak answers 404. */
export function requireLocale(locale: string): Locale {
  if (!hasLocale(routing.locales, locale)) notFound()
  return locale
}
