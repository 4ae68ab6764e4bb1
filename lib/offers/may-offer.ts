import { hasRested } from './has-rested'
import { isForSale } from './is-for-sale'

/** What a shopper has and has refused; product ids and offer ids. */
export type ShopperHistory = {
  /** Switched off in the account. */
  offersOff: boolean
  /** Bought, or being paid right now. */
  taken: ReadonlySet<string>
  ownedSlugs: readonly string[]
  ownsPlan: boolean
  paidOrders: number
  declinedAt: ReadonlyMap<string, Date>
}

type Candidate = {
  id: string
  active: boolean
  cooldownDays: number
  placement: 'post_purchase' | 'product_page'
  product: {
    id: string
    kind: 'one_time' | 'subscription'
    active: boolean
    providerProductId: string | null
  }
}

/**
 * Whether an offer may be shown: it can be sold, is not owned, not refused lately, and is no second plan. Whoever
 * switched offers off is asked nothing after a purchase; on a product's own page it is the shopper who asks.
 */
export function mayOffer(offer: Candidate, history: ShopperHistory, now: Date): boolean {
  if (!isForSale(offer)) return false
  if (history.offersOff && offer.placement === 'post_purchase') return false
  if (history.taken.has(offer.product.id)) return false
  if (offer.product.kind === 'subscription' && history.ownsPlan) return false
  return hasRested(history.declinedAt.get(offer.id), offer.cooldownDays, now)
}
