import { defineRouting } from 'next-intl/routing'

/** The languages of the shop. The prefix is always in the address, the choice is kept in a cookie. */
export const routing = defineRouting({
  locales: ['en', 'ja'],
  defaultLocale: 'en',
  localePrefix: 'always',
  localeCookie: { name: 'NEXT_LOCALE', maxAge: 60 * 60 * 24 * 365 },
})

export type Locale = (typeof routing.locales)[number]
