import type { CountFact, FlagFact, MoneyFact, WordFact } from './rule'

/**
 * What rules are held against, collected once for a decision. Null is not known, and what is not known never matches.
 * `bought`, `owns`, `boughtBefore` and `plan` are slugs; `plan` is held now, `bought` is what the order began with.
 */
export type Facts = { now: Date } & { [F in WordFact]: readonly string[] } & {
  [F in CountFact]: number | null
} & { [F in MoneyFact]: readonly { amount: number; currency: string }[] } & {
  [F in FlagFact]: boolean | null
}

/** Facts of somebody nothing is known of. */
export const noFacts = (now: Date): Facts => ({
  now,
  bought: [],
  kind: [],
  tag: [],
  plan: [],
  owns: [],
  boughtBefore: [],
  currency: [],
  country: [],
  locale: [],
  coupon: [],
  campaign: [],
  paymentKind: [],
  milestone: [],
  quantity: null,
  orderCount: null,
  usage: null,
  daysSincePurchase: null,
  daysSinceCancel: null,
  orderValue: [],
  lifetimeValue: [],
  returning: null,
  oneClick: null,
  onboardingFinished: null,
})
