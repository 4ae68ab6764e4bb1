import { z } from 'zod'
import { evaluate } from '@/lib/rules/evaluate'
import { explain } from '@/lib/rules/explain'
import type { Facts } from '@/lib/rules/facts'
import type { Decision, Verdict } from './decide'

/** Funnels that did not match are named up to here; the rest is counted. */
const MOST_NAMED = 100

const reasonSchema = z.object({ condition: z.unknown(), found: z.unknown(), held: z.boolean() })

const funnelSchema = z.object({
  funnel: z.string(),
  version: z.int(),
  result: z.enum(['won', 'rule', 'nothing_to_show', 'outranked', 'other_arm', 'hold_out']),
  /** Where the rule did not hold: the conditions that made it so. */
  reasons: z.array(reasonSchema),
  refused: z.array(
    z.object({
      offer: z.string(),
      why: z.enum([
        ...['not_for_sale', 'switched_off', 'seen', 'owned', 'second_plan', 'declined_lately'],
        ...['nothing_to_swap', 'swap_currency'],
      ] as const),
    }),
  ),
})

/** What is stored of a decision. `facts` as in lib/rules/facts.ts, with the time as text. */
export const traceSchema = z.object({
  facts: z.record(z.string(), z.unknown()),
  funnels: z.array(funnelSchema),
  unreadable: z.array(z.string()),
  /** Further funnels whose rule did not hold. */
  more: z.int(),
})

export type DecisionTrace = z.infer<typeof traceSchema>
export type FunnelTrace = z.infer<typeof funnelSchema>

/** Puts a decision into the form in which it is kept: everything that matched, and what did not with its reason. */
export function toTrace({ verdicts }: Decision, facts: Facts, unreadable: readonly string[]): DecisionTrace {
  const unmatched = verdicts.filter(({ result }) => result === 'rule')
  const matched = verdicts.filter(({ result }) => result !== 'rule')
  const named = unmatched.slice(0, Math.max(0, MOST_NAMED - matched.length))
  return {
    facts: { ...facts },
    funnels: [...matched, ...named].map((verdict) => toFunnelTrace(verdict, facts)),
    unreadable: [...unreadable],
    more: unmatched.length - named.length,
  }
}

const toFunnelTrace = ({ version, result, refused }: Verdict, facts: Facts): FunnelTrace => ({
  funnel: version.key,
  version: version.number,
  result,
  reasons: result === 'rule' ? explain(evaluate(version.rule, facts)) : [],
  refused,
})
