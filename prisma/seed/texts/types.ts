import type { BillingInterval, ProductKind } from '@/lib/catalog/view'
import type { Locale } from '@/lib/i18n/routing'
import type { Money } from '@/lib/money'
import type { OfferKind } from '@/lib/offers/view'

/** The provider's tax categories this shop uses. */
export type TaxCategory = 'digital_products' | 'saas' | 'e_book' | 'edtech' | 'live_tutoring'

/** What a paid line hands over. A download is the product's library sections as one file. */
export type Delivery =
  | { kind: 'library' }
  | { kind: 'license_key'; seats: number }
  | { kind: 'download'; fileName: string }

/** One section of what the library shows after buying. Blank lines part the paragraphs of `body`. */
export type LibrarySection = { heading: string; body: string }

export type ProductTexts = {
  name: string
  tagline: string
  description: string[]
  facts: [string, string, string]
  library: LibrarySection[]
}

export type CatalogProduct = {
  slug: string
  kind: ProductKind
  price: Money
  interval: BillingInterval | null
  taxCategory: TaxCategory
  delivery: Delivery
  art: string
  position: number
  /** What a bundle includes: slugs of products, or names of what is sold in no other way. */
  parts?: (string | Record<Locale, string>)[]
  texts: Record<Locale, ProductTexts>
}

export type OfferTexts = { headline: string; body: string; facts: [string, string, string] }

export type CatalogOffer = {
  key:
    | 'course-to-bundle'
    | 'course-to-notebook'
    | 'single-to-team'
    | 'portfolio-review'
    | 'bundle-with-notebook'
    | 'bundle-goes-with-edit'
    | 'account-after-bundle'
  kind: OfferKind
  product: string
  texts: Record<Locale, OfferTexts>
}
