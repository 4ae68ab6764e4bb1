import type { Money } from '@/lib/money'

export type BillingInterval = 'month' | 'year'
export type ProductKind = 'one_time' | 'subscription'
/** The shelf of the shop a product stands on. */
export type ProductCategory = 'courses' | 'software' | 'field' | 'plans'

/** What a list of products shows of each. */
export type ProductCard = {
  slug: string
  kind: ProductKind
  category: ProductCategory
  name: string
  tagline: string
  /** Before tax, mirrored from the provider. */
  price: Money
  interval: BillingInterval | null
  /** Name of the drawing in components/catalog/art. */
  art: string
}

/** What the product page shows. */
export type ProductDetails = ProductCard & { description: string[]; facts: string[] }

/** One plan on the pricing page. */
export type PlanCard = ProductDetails & {
  /** Everything it gives, in words that are the same from plan to plan. */
  features: string[]
  /** How many pictures may be edited in a billing period; null for any number. */
  editingCredits: number | null
  addOns: { slug: string; name: string; description: string; price: Money }[]
}
