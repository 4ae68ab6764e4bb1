import { CATALOG } from '@/prisma/seed/catalog-texts'
import { OFFER_TEXTS } from '@/prisma/seed/offer-texts'
import type { Language } from './words'

/** The name a product has in the seeded shop. */
export function productName(slug: string, language: Language): string {
  const product = CATALOG.find((each) => each.slug === slug)
  if (!product) throw new Error(`The demo shop has no ${slug}.`)
  return product.texts[language].name
}

export type OfferKey = (typeof OFFER_TEXTS)[number]['key']

/** The headline a seeded offer is recognised by. */
export function headlineOf(key: OfferKey, language: Language): string {
  const offer = OFFER_TEXTS.find((each) => each.key === key)
  if (!offer) throw new Error(`The demo shop has no offer ${key}.`)
  return offer.texts[language].headline
}
