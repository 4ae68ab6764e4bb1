import type { Locale as ShopLocale } from '@/lib/i18n/routing'
import type account from './messages/en/account.json'
import type admin from './messages/en/admin.json'
import type builder from './messages/en/builder.json'
import type catalog from './messages/en/catalog.json'
import type funnels from './messages/en/funnels.json'
import type offers from './messages/en/offers.json'
import type orders from './messages/en/orders.json'
import type shell from './messages/en/shell.json'
import type subscriptions from './messages/en/subscriptions.json'

declare module 'next-intl' {
  interface AppConfig {
    Locale: ShopLocale
    Messages: {
      shell: typeof shell
      catalog: typeof catalog
      orders: typeof orders
      offers: typeof offers
      account: typeof account
      subscriptions: typeof subscriptions
      admin: typeof admin
      funnels: typeof funnels
      builder: typeof builder
    }
  }
}
