import type { Placement } from '@/lib/db/generated/enums'

/** What is known of a person's dealings with offers; products by id. */
export type Shopper = {
  /** "No offers" in the account. */
  offersOff: boolean
  /** Bought and not given back, or being paid right now. */
  taken: ReadonlySet<string>
  ownsPlan: boolean
  /** When each product was last declined or taken back. */
  refusedAt: ReadonlyMap<string, Date>
  /** How often something was suggested within the last thirty days. */
  asksThisMonth: number
  /** Something was given back within the last ninety days. */
  refundedLately: boolean
  /** The arm of each experiment this person is in already, by the experiment's id; null is the hold-out. */
  arms: ReadonlyMap<string, string | null>
  /** Names the person to experiments: the same one, the same arm. */
  person: string
}

/** What a month may hold of suggestions; see lib/arbiter/settings.ts. */
export type Budget = { monthlyAsks: number; monthlyAsksAfterRefund: number }

/** How the one winner is found among what could be shown. */
export type Ranking = 'priority' | 'expected_value'

/** On a product's own page it is the shopper who asks: no switch and no budget stands against an answer. */
export const isAsk = (placement: Placement): boolean => placement !== 'product_page'

/** Why nothing at all may be suggested to a person now, or null. */
export function whyQuiet(
  placement: Placement,
  shopper: Pick<Shopper, 'offersOff' | 'asksThisMonth' | 'refundedLately'>,
  budget: Budget,
): 'offers_off' | 'budget_spent' | 'budget_spent_after_refund' | null {
  if (!isAsk(placement)) return null
  if (shopper.offersOff) return 'offers_off'
  if (shopper.asksThisMonth >= budget.monthlyAsks) return 'budget_spent'
  if (shopper.refundedLately && shopper.asksThisMonth >= budget.monthlyAsksAfterRefund)
    return 'budget_spent_after_refund'
  return null
}
