import type { CountFact, FlagFact, MoneyFact, WordFact } from '@/lib/rules/rule'

/** What a condition is about, with the kind of input it takes. */
export type Fact = WordFact | CountFact | MoneyFact | FlagFact | 'time'
export type Op = 'all' | 'any' | 'none'

/** A condition as a form holds it: everything typed, nothing checked. Fields of other kinds of facts stay empty. */
export type ConditionForm = {
  fact: Fact
  in: string[]
  min: string
  max: string
  currency: string
  is: 'yes' | 'no'
  from: string
  until: string
}
export type GroupForm = { op: Op; parts: RuleForm[] }
export type RuleForm = ConditionForm | GroupForm

/** The way to a part of a rule: the index in each group on the way, outermost first. */
export type Path = readonly number[]

export type FactKind = 'words' | 'count' | 'money' | 'flag' | 'time'

const KINDS: Record<Fact, FactKind> = {
  bought: 'words',
  kind: 'words',
  tag: 'words',
  plan: 'words',
  owns: 'words',
  boughtBefore: 'words',
  currency: 'words',
  country: 'words',
  locale: 'words',
  coupon: 'words',
  campaign: 'words',
  paymentKind: 'words',
  milestone: 'words',
  quantity: 'count',
  orderCount: 'count',
  usage: 'count',
  daysSincePurchase: 'count',
  daysSinceCancel: 'count',
  orderValue: 'money',
  lifetimeValue: 'money',
  returning: 'flag',
  oneClick: 'flag',
  onboardingFinished: 'flag',
  time: 'time',
}

export const kindOf = (fact: Fact): FactKind => KINDS[fact]
export const isGroup = (rule: RuleForm): rule is GroupForm => 'parts' in rule

/** The facts as people look for them: what was bought, who buys, how, and when. */
export const FACT_GROUPS = {
  order: ['bought', 'kind', 'tag', 'quantity', 'orderValue', 'currency', 'coupon', 'campaign'],
  person: [
    ...(['returning', 'orderCount', 'lifetimeValue', 'owns', 'boughtBefore', 'daysSincePurchase'] as const),
    ...(['country', 'locale'] as const),
  ],
  payment: ['oneClick', 'paymentKind'],
  plan: ['plan', 'usage', 'milestone', 'onboardingFinished', 'daysSinceCancel'],
  time: ['time'],
} as const satisfies Record<string, readonly Fact[]>

/** A condition that asks for nothing yet. */
export const newCondition = (fact: Fact): ConditionForm => ({
  fact,
  in: [],
  min: '',
  max: '',
  currency: 'USD',
  is: 'yes',
  from: '',
  until: '',
})
