import type { ProductCategory, ProductKind } from '@/lib/catalog/view'

/** The shelf a product stands on, by what it is and how it is taxed. */
export function categoryOf(kind: ProductKind, taxCategory: string): ProductCategory {
  if (kind === 'subscription') return 'plans'
  switch (taxCategory) {
    case 'edtech':
    case 'live_tutoring':
      return 'courses'
    case 'saas':
      return 'software'
    default:
      return 'field'
  }
}
