import { ownedWithParts } from '@/lib/bundles/owned-with-parts'
import type { SoldProduct } from '@/lib/funnels/published'
import type { Facts } from '@/lib/rules/facts'
import type { Dealings } from './read-dealings'
import type { Shopper } from './shopper'

const DAY_MS = 86_400_000

/** What is known of the order or the visit that is decided for. */
export type Occasion = {
  now: Date
  /** Ids of the products it began with, with their quantities; none on a visit. */
  lines: readonly { productId: string; quantity: number }[]
  value: { amount: number; currency: string } | null
  /** The currency it is paid in, or would be. */
  currency: string | null
  country: string | null
  locale: string
  coupons: readonly string[]
  campaign: string | null
  paymentKind: string | null
  oneClick: boolean | null
  /** Whether a purchase of this person is among those counted; a visit's is not. */
  isOrder: boolean
}

const days = (since: Date | null, now: Date) =>
  since && Math.max(0, Math.floor((now.getTime() - since.getTime()) / DAY_MS))

const one = (word: string | null) => (word === null ? [] : [word])

/** Puts together what rules are held against. Pure. */
export function collectFacts(
  occasion: Occasion,
  dealings: Dealings,
  products: ReadonlyMap<string, Pick<SoldProduct, 'id' | 'slug' | 'kind' | 'tags' | 'parts'>>,
): Facts {
  const bought = occasion.lines.flatMap(({ productId }) => products.get(productId) ?? [])
  const slugs = (ids: readonly string[]) => ids.flatMap((id) => products.get(id)?.slug ?? [])
  const before = dealings.paidOrders - (occasion.isOrder ? 1 : 0)
  return {
    now: occasion.now,
    bought: bought.map(({ slug }) => slug),
    kind: [...new Set(bought.map(({ kind }) => kind))],
    tag: [...new Set(bought.flatMap(({ tags }) => tags))],
    plan: dealings.plans,
    owns: slugs([...ownedWithParts(dealings.owned, products.values())]),
    boughtBefore: slugs(dealings.boughtBefore),
    currency: one(occasion.currency),
    country: one(occasion.country),
    locale: [occasion.locale],
    coupon: occasion.coupons,
    campaign: one(occasion.campaign),
    paymentKind: one(occasion.paymentKind),
    milestone: dealings.milestones,
    quantity:
      occasion.lines.length > 0 ? occasion.lines.reduce((sum, { quantity }) => sum + quantity, 0) : null,
    orderCount: dealings.paidOrders,
    usage: dealings.usage,
    daysSincePurchase: days(dealings.lastPaidAt, occasion.now),
    daysSinceCancel: days(dealings.cancelledAt, occasion.now),
    orderValue: occasion.value ? [occasion.value] : [],
    lifetimeValue: Object.entries(dealings.value).map(([currency, amount]) => ({ currency, amount })),
    returning: before > 0,
    oneClick: occasion.oneClick,
    onboardingFinished: dealings.milestones.includes('onboarding_finished'),
  }
}

/** A person as the arbiter sees them. */
export function toShopper(
  dealings: Dealings,
  products: ReadonlyMap<string, SoldProduct>,
  person: string,
): Shopper {
  return {
    person,
    offersOff: dealings.offersOff ?? false,
    taken: ownedWithParts([...dealings.owned, ...dealings.paying], products.values()),
    ownsPlan:
      dealings.plans.length > 0 || dealings.owned.some((id) => products.get(id)?.kind === 'subscription'),
    refusedAt: new Map(Object.entries(dealings.refused)),
    asksThisMonth: dealings.asks,
    refundedLately: dealings.refundedLately,
    arms: new Map(Object.entries(dealings.arms)),
  }
}
