import { routing } from '@/lib/i18n/routing'

/** The addresses of one page in every language, for search engines. `path` begins with a slash or is empty. */
export function alternates(locale: string, path: string) {
  return {
    canonical: `/${locale}${path}`,
    languages: Object.fromEntries(routing.locales.map((other) => [other, `/${other}${path}`])),
  }
}
