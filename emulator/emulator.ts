import type { Journal } from './control/journal'
import type { Weather } from './control/weather'
import type { Store } from './state/store'
import type { Timekeeper } from './time/timekeeper'
import type { WebhookOutbox } from './webhooks/outbox'

/** What every part of the emulator works with. */
export interface Emulator {
  readonly store: Store
  readonly weather: Weather
  readonly journal: Journal
  readonly outbox: WebhookOutbox
  readonly time: Timekeeper
  readonly apiKey: string
  /** A key that may read payments, subscriptions, customers and products, and write nothing; null when there is none. */
  readonly readOnlyApiKey: string | null
  /** Public origin of API and pages, without a trailing slash. */
  readonly url: string
  /** The one source of time. Everything that is stored or compared uses it, never the machine's clock. */
  now(): Date
}

export const BUSINESS_ID = 'bus_LocalEmulator'
export const BRAND_ID = 'brd_LocalEmulator'
