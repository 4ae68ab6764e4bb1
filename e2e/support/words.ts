import { TEXT } from '@/emulator/pages/text'
import enAccount from '@/lib/i18n/messages/en/account.json' with { type: 'json' }
import enCatalog from '@/lib/i18n/messages/en/catalog.json' with { type: 'json' }
import enMail from '@/lib/i18n/messages/en/mail.json' with { type: 'json' }
import enOffers from '@/lib/i18n/messages/en/offers.json' with { type: 'json' }
import enOrders from '@/lib/i18n/messages/en/orders.json' with { type: 'json' }
import enShell from '@/lib/i18n/messages/en/shell.json' with { type: 'json' }
import enSubscriptions from '@/lib/i18n/messages/en/subscriptions.json' with { type: 'json' }
import jaAccount from '@/lib/i18n/messages/ja/account.json' with { type: 'json' }
import jaCatalog from '@/lib/i18n/messages/ja/catalog.json' with { type: 'json' }
import jaMail from '@/lib/i18n/messages/ja/mail.json' with { type: 'json' }
import jaOffers from '@/lib/i18n/messages/ja/offers.json' with { type: 'json' }
import jaOrders from '@/lib/i18n/messages/ja/orders.json' with { type: 'json' }
import jaShell from '@/lib/i18n/messages/ja/shell.json' with { type: 'json' }
import jaSubscriptions from '@/lib/i18n/messages/ja/subscriptions.json' with { type: 'json' }

export type Language = 'en' | 'ja'

const en = {
  account: enAccount,
  catalog: enCatalog,
  mail: enMail.receipt,
  planMail: enMail.plan,
  offers: enOffers,
  orders: enOrders,
  shell: enShell,
  subscriptions: enSubscriptions,
  provider: TEXT.en,
}
const ja: typeof en = {
  account: jaAccount,
  catalog: jaCatalog,
  mail: jaMail.receipt,
  planMail: jaMail.plan,
  offers: jaOffers,
  orders: jaOrders,
  shell: jaShell,
  subscriptions: jaSubscriptions,
  provider: TEXT.ja,
}

/** Every text a story looks for, in both languages: the shop's own catalogues and the provider's pages. */
export const words: Record<Language, typeof en> = { en, ja }

export type Words = typeof en

/** A text with its `{places}` filled in. Tags of rich texts are left out. */
export function say(text: string, values: Record<string, string | number> = {}): string {
  return text
    .replace(/<\/?\w+>/g, '')
    .replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}
