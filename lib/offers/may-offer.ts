import { hasRested } from './has-rested'
import { isForSale } from './is-for-sale'

/** What this browser's shopper has and has refused; product ids and offer ids. */
export type ShopperHistory = {
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
  product: {
    id: string
    kind: 'one_time' | 'subscription'
    active: boolean
    providerProductId: string | null
  }
}

/** Whether an offer may be shown: it can be sold, is not owned, not refused lately, and is no second plan. */
export function mayOffer(offer: Candidate, history: ShopperHistory, now: Date): boolean {
  if (!isForSale(offer)) return false
  if (history.taken.has(offer.product.id)) return false
  if (offer.product.kind === 'subscription' && history.ownsPlan) return false
  return hasRested(history.declinedAt.get(offer.id), offer.cooldownDays, now)
}
