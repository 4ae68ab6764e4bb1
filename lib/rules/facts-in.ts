import type { Condition, Rule } from './rule'

/** The facts that a rule asks for, anywhere in it. */
export function factsIn(rule: Rule): Set<Condition['fact']> {
  if ('fact' in rule) return new Set([rule.fact])
  const parts = 'all' in rule ? rule.all : 'any' in rule ? rule.any : rule.none
  return new Set(parts.flatMap((part) => [...factsIn(part)]))
}
