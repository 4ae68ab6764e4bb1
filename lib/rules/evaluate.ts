import type { Facts } from './facts'
import type { Condition, Rule } from './rule'

/** What a condition was held against: words, a number, sums, yes or no, a time; null where it is not known. */
export type Found =
  | readonly string[]
  | number
  | boolean
  | readonly { amount: number; currency: string }[]
  | null

/** A rule with the result of each of its parts, for people to read. */
export type Trace =
  | { held: boolean; condition: Condition; found: Found }
  | { held: boolean; op: 'all' | 'any' | 'none'; parts: Trace[] }

/**
 * Holds a rule against facts and says why. Pure; every part is looked at, so that the trace is complete. A fact that is
 * not known matches nothing, so it is `none` that holds then.
 */
export function evaluate(rule: Rule, facts: Facts): Trace {
  if ('fact' in rule) return { held: holdsOne(rule, facts), condition: rule, found: foundFor(rule, facts) }
  if ('all' in rule) return group('all', rule.all, facts)
  if ('any' in rule) return group('any', rule.any, facts)
  return group('none', rule.none, facts)
}

function group(op: 'all' | 'any' | 'none', rules: readonly Rule[], facts: Facts): Trace {
  const parts = rules.map((part) => evaluate(part, facts))
  return { held: combine(op, parts), op, parts }
}

/** The result of a group from the results of its parts. */
export function combine(op: 'all' | 'any' | 'none', parts: readonly { held: boolean }[]): boolean {
  switch (op) {
    case 'all':
      return parts.every(({ held }) => held)
    case 'any':
      return parts.some(({ held }) => held)
    case 'none':
      return !parts.some(({ held }) => held)
  }
}

/** The same answer as evaluate, without the reasons: for deciding among many. */
export function holds(rule: Rule, facts: Facts): boolean {
  if ('fact' in rule) return holdsOne(rule, facts)
  if ('all' in rule) return rule.all.every((part) => holds(part, facts))
  if ('any' in rule) return rule.any.some((part) => holds(part, facts))
  return !rule.none.some((part) => holds(part, facts))
}

function holdsOne(condition: Condition, facts: Facts): boolean {
  switch (condition.fact) {
    case 'bought':
    case 'kind':
    case 'tag':
    case 'plan':
    case 'owns':
    case 'boughtBefore':
    case 'currency':
    case 'country':
    case 'locale':
    case 'coupon':
    case 'campaign':
    case 'paymentKind':
    case 'milestone': {
      const known = facts[condition.fact]
      return condition.in.some((word) => known.includes(word))
    }
    case 'quantity':
    case 'orderCount':
    case 'usage':
    case 'daysSincePurchase':
    case 'daysSinceCancel': {
      const count = facts[condition.fact]
      return count !== null && isWithin(count, condition)
    }
    case 'orderValue':
    case 'lifetimeValue':
      return facts[condition.fact].some(
        ({ amount, currency }) => currency === condition.currency && isWithin(amount, condition),
      )
    case 'returning':
    case 'oneClick':
    case 'onboardingFinished':
      return facts[condition.fact] === condition.is
    case 'time': {
      const now = facts.now.getTime()
      return (
        (!condition.from || now >= Date.parse(condition.from)) &&
        (!condition.until || now < Date.parse(condition.until))
      )
    }
  }
}

const isWithin = (value: number, { min, max }: { min?: number | undefined; max?: number | undefined }) =>
  (min === undefined || value >= min) && (max === undefined || value <= max)

const foundFor = ({ fact }: Condition, facts: Facts): Found =>
  fact === 'time' ? [facts.now.toISOString()] : facts[fact]
