import { z } from 'zod'
import { COUNT_FACTS, FLAG_FACTS, MONEY_FACTS, WORD_FACTS } from '@/lib/rules/rule'
import { MARKETS } from './market'
import { type ConditionForm, type GroupForm, newCondition, type RuleForm } from './rule-form'

const typed = z.string().max(60).optional()
const one = z.string().max(1_000)

/** Values that are ticked, or typed with commas between them. */
const words = z
  .union([one, z.array(one).max(200)])
  .optional()
  .transform((value) => [value ?? []].flat().flatMap((each) => each.split(/[,、\n]/)))
  .transform((all) => all.map((each) => each.trim()).filter(Boolean))

const conditionSchema = z
  .strictObject({
    fact: z.enum([...WORD_FACTS, ...COUNT_FACTS, ...MONEY_FACTS, ...FLAG_FACTS, 'time']),
    in: words,
    min: typed,
    max: typed,
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/)
      .optional(),
    is: z.enum(['yes', 'no']).optional(),
    from: typed,
    until: typed,
  })
  .transform(
    ({ fact, ...given }): ConditionForm => ({
      ...newCondition(fact),
      ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
    }),
  )

const MAX_GROUPS = 6

// Built to a fixed depth, so that reading what somebody sends cannot run away.
function groupSchema(depth: number): z.ZodType<GroupForm> {
  const part: z.ZodType<RuleForm> =
    depth >= MAX_GROUPS ? conditionSchema : z.union([conditionSchema, z.lazy(() => groupSchema(depth + 1))])
  return z.strictObject({ op: z.enum(['all', 'any', 'none']), parts: z.array(part).max(51).default([]) })
}

const market = z.enum(MARKETS)

/** What the page of a funnel's rule sends. */
export const ruleFieldsSchema = z.strictObject({
  rule: groupSchema(1),
  priority: z.string().max(12),
  markets: z
    .union([market, z.array(market)])
    .optional()
    .transform((value) => [value ?? []].flat()),
})

export type RuleFields = z.infer<typeof ruleFieldsSchema>
