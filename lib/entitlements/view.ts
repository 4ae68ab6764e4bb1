import type { Entitlement, Product } from '@/lib/db/generated/client'
import type { EntitlementView } from '@/lib/orders/view'
import { paths } from '@/lib/paths'

/** What a paid line gives, as its owner is shown it. */
export function toEntitlementView(
  entitlement: Entitlement,
  product: Product,
  locale: string,
): EntitlementView {
  switch (entitlement.kind) {
    case 'library':
      return { kind: 'library', href: paths.library(locale, entitlement.id) }
    case 'license_key':
      return {
        kind: 'license_key',
        licenseKey: entitlement.licenseKey ?? '',
        seats: product.licenseSeats ?? 1,
      }
    case 'download':
      return {
        kind: 'download',
        href: paths.download(entitlement.id, locale),
        fileName: product.fileName ?? `${product.slug}.html`,
      }
  }
}
