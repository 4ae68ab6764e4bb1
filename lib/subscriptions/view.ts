import type { BillingInterval } from '@/lib/catalog/view'
import type { Money } from '@/lib/money'
import type { DeclineReason } from '@/lib/offers/view'

/** Where a subscription stands, as its owner is told. */
export type Standing =
  | 'active'
  /** Runs out with its period; can be undone until then. */
  | 'ending'
  /** A renewal failed and the provider waits a while; access goes on. */
  | 'past_due'
  /** A payment is missing; nothing goes on before it is paid. */
  | 'on_hold'
  /** Stopped by the customer: no access and no charge. */
  | 'paused'
  | 'ended'

/** When a change takes effect. */
export type When = 'now' | 'period_end'

export type Direction = 'upgrade' | 'downgrade' | 'switch'

export type PlanName = { slug: string; name: string; interval: BillingInterval }
export type AddOnView = { slug: string; name: string; quantity: number }

/** What a plan and its add-ons cost for one period, in the provider's numbers; `plusTax` when the tax is not known. */
export type PeriodPriceView = { total: Money; plusTax: boolean }

/** One meter of the running period. */
export type MeterView = {
  meter: 'editing_credits'
  used: number
  /** Null where the plan sets none. */
  limit: number | null
  /** Used part in whole percent, at most 100; null without a limit. */
  percent: number | null
  level: 'fine' | 'near' | 'reached'
}

export type NextChargeView = {
  at: string
  /** Before credit. */
  price: PeriodPriceView
  /** Credit that it will use, and what is left to pay after it. */
  credit: Money | null
  due: Money
}

export type CreditEntryView = {
  at: string
  /** Positive when gained, negative when used. */
  amount: Money
  source:
    | { kind: 'change'; from: string; to: string }
    /** A renewal or an upgrade that the credit paid, wholly or in part. */
    | { kind: 'payment'; charged: Money }
}

/** The credit of one subscription. It belongs to that subscription, pays later charges, and ends with it. */
export type CreditView = {
  balance: Money
  /** How many renewals it pays in full, and what it then takes off the next one. Null when there is no renewal. */
  covers: { renewals: number; rest: Money } | null
  entries: CreditEntryView[]
}

export type ScheduledView = { plan: PlanName; quantity: number; addOns: AddOnView[]; at: string }

/** One charge of a subscription. */
export type ChargeView = {
  /** Names its receipt. */
  id: string
  at: string
  kind: 'first' | 'renewal' | 'change'
  state: 'paid' | 'failed' | 'processing' | 'action_required'
  total: Money
  tax: Money
  card: { brand: string; lastFour: string } | null
}

export type HistoryView = {
  at: string
  kind:
    | 'started'
    | 'changed'
    | 'discounted'
    | 'scheduled'
    | 'kept'
    | 'cancelled'
    | 'cancel_undone'
    | 'ended'
    | 'paused'
    | 'resumed'
    | 'on_hold'
    | 'past_due'
    | 'recovered'
    | 'card_changed'
  plan: string
  to: string | null
}

/** Everything the subscription page shows. */
export type SubscriptionView = {
  id: string
  standing: Standing
  hasAccess: boolean
  plan: PlanName
  art: string
  quantity: number
  addOns: AddOnView[]
  features: string[]
  price: PeriodPriceView
  /** What the provider takes off, in `price` already; `cyclesLeft` is null for as long as the plan runs. */
  discounts: { code: string; cyclesLeft: number | null }[]
  periodStart: string
  periodEnd: string
  /** Null when nothing will be charged: ending, paused, on hold, ended. */
  nextCharge: NextChargeView | null
  /** When access ends for good, for `ending` and `ended`. */
  endsAt: string | null
  meters: MeterView[]
  credit: CreditView | null
  card: { brand: string; lastFour: string; expiry: { month: number; year: number } | null } | null
  scheduled: ScheduledView | null
  /** The change that is not settled yet, or settled a moment ago. */
  openChange: { id: string; state: OutcomeState } | null
  /** What a failed payment left owing, in the last try's own sum; for `on_hold` and `past_due`. */
  due: { amount: Money; reason: DeclineReason; failedAt: string } | null
  may: {
    change: boolean
    cancel: boolean
    undoCancel: boolean
    pause: boolean
    resume: boolean
    card: boolean
  }
}

export type SubscriptionDetails = SubscriptionView & { charges: ChargeView[]; history: HistoryView[] }

/** One plan on the pricing page, for whoever looks. */
export type PlanOption = {
  plan: PlanName
  price: Money
  features: string[]
  limits: { meter: 'editing_credits'; limit: number | null }[]
  addOns: { slug: string; name: string; description: string; price: Money }[]
  /** What it is for a subscriber; `buy` for everybody else. */
  action: 'buy' | 'current' | Direction
}

export type QuoteLineView = {
  name: string
  kind: 'plan' | 'add_on'
  quantity: number
  unit: Money
  /** Given back (unused time or the old plan) or charged. */
  side: 'back' | 'charged'
  /** Null where the provider's numbers do not add up to its total to the cent. */
  amount: Money | null
}

/** What a change will do, before it is confirmed: the provider's preview in the shop's words. */
export type QuoteView = {
  id: string
  expiresAt: string
  direction: Direction
  when: When
  from: { plan: PlanName; quantity: number; addOns: AddOnView[]; price: PeriodPriceView }
  to: { plan: PlanName; quantity: number; addOns: AddOnView[]; price: PeriodPriceView }
  /** The facts of the one plain sentence: what is due today, and what comes then, from when, how often. */
  sentence: {
    kind: 'pay_now' | 'credit_now' | 'free_now' | 'later'
    due: Money
    creditGained: Money | null
    afterwards: PeriodPriceView
    from: string
    interval: BillingInterval
  }
  lines: QuoteLineView[]
  tax: Money
  creditUsed: Money | null
  creditGained: Money | null
  /** What the credit that would be there afterwards pays. */
  creditCovers: { renewals: number; rest: Money } | null
  due: Money
  nextCharge: NextChargeView
  gained: string[]
  lost: string[]
  addOnsKept: AddOnView[]
  addOnsGained: AddOnView[]
  addOnsLost: AddOnView[]
  /** Codes of discounts that end with the change. */
  discountsLost: string[]
  /** What this period has used up beyond what the new plan allows. */
  exceeded: { meter: 'editing_credits'; used: number; limit: number }[]
  card: { brand: string; lastFour: string } | null
}

/** Why the provider, or the shop, does not do a change (dodo-api 3.7). */
export type Refusal =
  | 'same_plan'
  | 'not_for_sale'
  /** Past due, on hold, paused or ended. */
  | 'not_active'
  | 'change_pending'
  | 'change_scheduled'
  | 'ending'
  | 'add_on_not_offered'
  | 'other_currency'
  | 'schedule_not_possible'
  /** The provider was not reached; nothing happened. */
  | 'not_sent'
  | 'other'

export type QuoteResult =
  | { state: 'quoted'; quote: QuoteView }
  | { state: 'refused'; refusal: Refusal; changeId: string | null }
  /** The provider could not be asked just now; nothing happened. */
  | { state: 'unavailable' }

export type OutcomeState =
  | 'applied'
  /** Not settled; no second change is possible meanwhile. */
  | 'processing'
  /** The bank asks; `payHref` leads there. */
  | 'payment_required'
  /** The old plan stays. */
  | 'declined'
  | 'scheduled'
  | 'kept'
  | 'refused'
  /** The answer was lost; it is being looked up and will not be sent again. */
  | 'checking'

/** What became of a change that was confirmed. */
export type ChangeOutcome = {
  id: string
  subscriptionId: string
  state: OutcomeState
  from: PlanName
  to: PlanName
  quoted: { due: Money; credit: Money }
  /** Null until it is known. */
  charged: Money | null
  /** What was charged beyond (or, when negative, below) what was agreed to; null when they are the same. */
  gap: Money | null
  scheduledFor: string | null
  declineReason: DeclineReason | null
  refusal: Refusal | null
  /** The bank's page, for `payment_required`; null when it cannot be named, and then another card is the way on. */
  payHref: string | null
}

/** The one thing offered to somebody who has cancelled. */
export type Alternative =
  | { kind: 'cheaper_plan'; plan: PlanName; price: PeriodPriceView }
  /** The same plan for less: `price` for so many periods, or for all where `cycles` is null, and `afterwards` then. */
  | { kind: 'discount'; price: PeriodPriceView; cycles: number | null; afterwards: PeriodPriceView }
  | { kind: 'pause' }
