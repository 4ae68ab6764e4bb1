import { hasRested } from '@/lib/offers/has-rested'
import type { Shopper } from './shopper'

/** Why one offer may not be shown to this person now. */
export type Refusal = 'not_for_sale' | 'switched_off' | 'seen' | 'owned' | 'second_plan' | 'declined_lately'

type Asked = {
  offer: string
  cooldownDays: number
  product: { id: string; kind: 'one_time' | 'subscription'; forSale: boolean } | undefined
}

/** Whether an offer may be shown: null, or the first reason against it. `seen` are the offers this order has had. */
export function refuseOffer(
  { offer, cooldownDays, product }: Asked,
  shopper: Pick<Shopper, 'taken' | 'ownsPlan' | 'refusedAt'>,
  { seen, off, now }: { seen: ReadonlySet<string>; off: ReadonlySet<string>; now: Date },
): Refusal | null {
  if (!product?.forSale) return 'not_for_sale'
  if (off.has(offer)) return 'switched_off'
  if (seen.has(offer)) return 'seen'
  if (shopper.taken.has(product.id)) return 'owned'
  if (product.kind === 'subscription' && shopper.ownsPlan) return 'second_plan'
  return hasRested(shopper.refusedAt.get(product.id), cooldownDays, now) ? null : 'declined_lately'
}
