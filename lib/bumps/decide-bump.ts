import { collectFacts, toShopper } from '@/lib/arbiter/collect-facts'
import { type Decision, decide } from '@/lib/arbiter/decide'
import type { Dealings } from '@/lib/arbiter/read-dealings'
import { ownedWithParts } from '@/lib/bundles/owned-with-parts'
import type { Step } from '@/lib/funnels/definition'
import type { Offered, SoldProduct, Version } from '@/lib/funnels/published'
import type { Facts } from '@/lib/rules/facts'

/** A product that is about to be bought, and the funnels that may stand beside its buy button. */
export type Cart = { main: SoldProduct; versions: Version[] }

export type Asker = {
  dealings: Dealings
  /** Names the person to experiments. */
  person: string
  locale: string
  campaign: string | null
  now: Date
}

const firstStep = ({ steps, entry }: Version): Step | undefined => (entry ? steps.get(entry) : undefined)

/**
 * What could be added to a product on its page: nothing that it includes or is part of. One cart has one currency, and a
 * plan is bought alone, because what it renews at has to be said first. Null where nothing could.
 */
export function cartOf(slug: string, offered: Pick<Offered, 'products' | 'versions'>): Cart | null {
  const main = [...offered.products.values()].find((product) => product.slug === slug)
  if (main?.kind !== 'one_time') return null
  const had = ownedWithParts([main.id], offered.products.values())
  const versions = offered.versions.filter((version) => {
    const added = offered.products.get(firstStep(version)?.product ?? '')
    if (version.placement !== 'order_bump' || added?.kind !== 'one_time') return false
    return added.currency === main.currency && !had.has(added.id) && !added.parts?.includes(main.id)
  })
  return versions.length > 0 ? { main, versions } : null
}

/** The arbiter's answer for a cart with that product alone. Pure. */
export function decideBump(
  { main, versions }: Cart,
  { dealings, person, locale, campaign, now }: Asker,
  offered: Pick<Offered, 'products' | 'offersOff' | 'settings' | 'experiments'>,
): { decision: Decision; facts: Facts } {
  const occasion = {
    ...{
      now,
      locale,
      campaign,
      country: null,
      coupons: [],
      paymentKind: null,
      oneClick: null,
      isOrder: false,
    },
    lines: [{ productId: main.id, quantity: 1 }],
    value: { amount: main.priceMinor, currency: main.currency },
    currency: main.currency,
  }
  const facts = collectFacts(occasion, dealings, offered.products)
  const decision = decide('order_bump', versions, {
    ...{ facts, offered, budget: offered.settings, experiments: offered.experiments, seen: new Set() },
    // The page must show the same to everybody of whom nothing is known.
    ...{ ranking: 'priority', worthOf: () => 0 },
    shopper: toShopper(dealings, offered.products, person),
  })
  return { decision, facts }
}

/** Names what is on the screen: whatever of it has changed since, the name has changed too. */
export function tokenOf({ version, step }: NonNullable<Decision['winner']>, price: SoldProduct): string {
  return `${version.id}.${step.key}.${price.priceMinor}.${price.currency}`
}

/** Somebody of whom nothing is known. */
export const NOBODY: Dealings = {
  ...{ owned: [], boughtBefore: [], paidOrders: 0, value: {}, lastPaidAt: null, refundedLately: false },
  ...{ paying: [], refused: {}, asks: 0, offersOff: null, arms: {}, milestones: [], plans: [] },
  ...{ cancelledAt: null, usage: null },
}
