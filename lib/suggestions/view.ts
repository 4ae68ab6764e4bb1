import type { BillingInterval } from '@/lib/catalog/view'
import type { Money } from '@/lib/money'

/** Where a card stands that suggests a product and leads to its own page. */
export const CARD_PLACES = ['order_page', 'account'] as const

export type CardPlace = (typeof CARD_PLACES)[number]

export const isCardPlace = (placement: string): placement is CardPlace =>
  CARD_PLACES.some((place) => place === placement)

/** A product that goes with an order, at its list price; it is bought on its own page. */
export type SuggestionView = {
  impressionId: string
  slug: string
  name: string
  art: string
  headline: string
  body: string
  price: Money
  interval: BillingInterval | null
}
