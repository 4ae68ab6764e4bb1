import { hasRested } from '@/lib/offers/has-rested'
import type { Shopper } from './shopper'

/** Why one offer may not be shown to this person now. */
export type Refusal =
  | 'not_for_sale'
  | 'switched_off'
  | 'seen'
  | 'owned'
  | 'second_plan'
  | 'declined_lately'
  /** There is nothing to exchange for it: given back, disputed, paid with other things, or not chargeable again. */
  | 'nothing_to_swap'
  /** What it would replace was paid in another currency. */
  | 'swap_currency'

type Asked = {
  offer: string
  cooldownDays: number
  swap?: true
  product: { id: string; kind: 'one_time' | 'subscription'; currency: string; forSale: boolean } | undefined
}

type Around = {
  seen: ReadonlySet<string>
  off: ReadonlySet<string>
  /** What a swap would replace. */
  swappable?: { currency: string } | null
  now: Date
}

/** Whether an offer may be shown: null, or the first reason against it. `seen` are the offers this order has had. */
export function refuseOffer(
  { offer, cooldownDays, swap, product }: Asked,
  shopper: Pick<Shopper, 'taken' | 'ownsPlan' | 'refusedAt'>,
  { seen, off, swappable, now }: Around,
): Refusal | null {
  if (!product?.forSale) return 'not_for_sale'
  if (off.has(offer)) return 'switched_off'
  if (seen.has(offer)) return 'seen'
  if (shopper.taken.has(product.id)) return 'owned'
  if (product.kind === 'subscription' && shopper.ownsPlan) return 'second_plan'
  if (swap && (!swappable || product.kind !== 'one_time')) return 'nothing_to_swap'
  if (swap && swappable?.currency !== product.currency) return 'swap_currency'
  return hasRested(shopper.refusedAt.get(product.id), cooldownDays, now) ? null : 'declined_lately'
}
