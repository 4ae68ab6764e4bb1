import type { Placement } from '@/lib/db/generated/enums'

/** Whether an offer is answered on a page of its own; what stands beside something else is bought with it, or elsewhere. */
export const hasOfferPage = (placement: Placement): boolean =>
  placement === 'post_purchase' || placement === 'product_page'
