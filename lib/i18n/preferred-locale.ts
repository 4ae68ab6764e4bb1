import { hasLocale } from 'next-intl'
import { type Locale, routing } from '@/lib/i18n/routing'

/** The language to greet a visitor in: the one they chose, else the first their browser asks for that we speak. */
export function preferredLocale(chosen: string | undefined, acceptLanguage: string | null): Locale {
  if (hasLocale(routing.locales, chosen)) return chosen
  const asked = (acceptLanguage ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(';')
      const quality = parameters.map((p) => p.trim()).find((p) => p.startsWith('q='))
      return { language: tag.slice(0, 2).toLowerCase(), quality: quality ? Number(quality.slice(2)) : 1 }
    })
    .filter(({ quality }) => quality > 0)
    .sort((a, b) => b.quality - a.quality)
  const match = asked.map(({ language }) => language).find((language) => hasLocale(routing.locales, language))
  return hasLocale(routing.locales, match) ? match : routing.defaultLocale
}
