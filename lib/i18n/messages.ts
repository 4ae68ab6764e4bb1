import type { Locale } from '@/lib/i18n/routing'

const NAMESPACES = [
  'shell',
  'catalog',
  'orders',
  'offers',
  'account',
  'subscriptions',
  'admin',
  'funnels',
  'builder',
] as const

/** All texts of one language, one file for each part of the shop. */
export async function loadMessages(locale: Locale) {
  const entries = await Promise.all(
    NAMESPACES.map(
      async (name) => [name, (await import(`./messages/${locale}/${name}.json`)).default] as const,
    ),
  )
  return Object.fromEntries(entries)
}

/** The texts of the account alone. */
export async function loadAccountMessages(locale: Locale) {
  return locale === 'ja'
    ? (await import('./messages/ja/account.json')).default
    : (await import('./messages/en/account.json')).default
}

/** The texts of mails alone. */
export async function loadMailMessages(locale: Locale) {
  return locale === 'ja'
    ? (await import('./messages/ja/mail.json')).default
    : (await import('./messages/en/mail.json')).default
}
