import type { Rule } from '@/lib/rules/rule'

type Word = 'currency' | 'country' | 'bought'

/**
 * The values of a fact with which a rule can hold, as far as its conditions say so; null where they leave it open.
 * Reads `all` as both, `any` as either; `none` narrows nothing.
 */
export function reachOf(rule: Rule, fact: Word): ReadonlySet<string> | null {
  if ('fact' in rule) {
    if (rule.fact === fact && 'in' in rule) return new Set(rule.in)
    if (fact === 'currency' && 'currency' in rule) return new Set([rule.currency])
    return null
  }
  if ('none' in rule) return null
  const parts = ('all' in rule ? rule.all : rule.any).map((part) => reachOf(part, fact))
  if ('all' in rule) return parts.reduce(both, null)
  if (parts.length === 0) return new Set()
  return parts.some((part) => part === null) ? null : new Set(parts.flatMap((part) => [...(part ?? [])]))
}

const both = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null) =>
  a && b ? new Set([...a].filter((value) => b.has(value))) : (a ?? b)
