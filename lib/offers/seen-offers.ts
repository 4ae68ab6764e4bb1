import type { Placement } from '@/lib/db/generated/enums'
import type { Offered } from '@/lib/funnels/published'

type Shown = { offerId: string; offer: { placement: Placement; productId: string } }

/**
 * The offers an order has had, and every other one of the products it has been shown at these places: what stood beside
 * the buy button is not asked again by another name.
 */
export function seenOffers(
  shown: readonly Shown[],
  { versions }: Pick<Offered, 'versions'>,
  counts: (placement: Placement) => boolean,
): Set<string> {
  const products = new Set(
    shown.filter(({ offer }) => counts(offer.placement)).map(({ offer }) => offer.productId),
  )
  const steps = versions.flatMap((version) => [...version.steps.values()])
  return new Set([
    ...shown.map(({ offerId }) => offerId),
    ...steps.filter(({ product }) => products.has(product)).map(({ offer }) => offer),
  ])
}
