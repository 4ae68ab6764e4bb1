import { z } from 'zod'

const names = z.array(z.string().min(1).max(120)).min(1).max(100)
const amount = z.int().nonnegative()

/** Facts that are words, or lists of them: a condition holds when one of its words is among them. */
export const WORD_FACTS = [
  'bought',
  'kind',
  'tag',
  'plan',
  'owns',
  'boughtBefore',
  'currency',
  'country',
  'locale',
  'coupon',
  'campaign',
  'paymentKind',
  'milestone',
] as const

/** Facts that are counted, in whole numbers; `usage` in percent of the plan's limit, the last two in days. */
export const COUNT_FACTS = [
  'quantity',
  'orderCount',
  'usage',
  'daysSincePurchase',
  'daysSinceCancel',
] as const

/** Facts that are sums, in minor units of one currency; in another currency the condition never holds. */
export const MONEY_FACTS = ['orderValue', 'lifetimeValue'] as const

/** Facts that are so or not so. */
export const FLAG_FACTS = ['returning', 'oneClick', 'onboardingFinished'] as const

export type WordFact = (typeof WORD_FACTS)[number]
export type CountFact = (typeof COUNT_FACTS)[number]
export type MoneyFact = (typeof MONEY_FACTS)[number]
export type FlagFact = (typeof FLAG_FACTS)[number]

const bounds = (range: { min?: unknown; max?: unknown; from?: unknown; until?: unknown }) =>
  Object.values(range).some((value) => value !== undefined)
const range = { min: amount.optional(), max: amount.optional() }
const inOrder = ({ min, max }: { min?: number | undefined; max?: number | undefined }) =>
  min === undefined || max === undefined || min <= max

const conditionSchema = z.discriminatedUnion('fact', [
  z.strictObject({ fact: z.enum(WORD_FACTS), in: names }),
  z
    .strictObject({ fact: z.enum(COUNT_FACTS), ...range })
    .refine(({ min, max }) => bounds({ min, max }), 'needs min or max')
    .refine(inOrder, 'min is more than max'),
  z
    .strictObject({ fact: z.enum(MONEY_FACTS), currency: z.string().regex(/^[A-Z]{3}$/), ...range })
    .refine(({ min, max }) => bounds({ min, max }), 'needs min or max')
    .refine(inOrder, 'min is more than max'),
  z.strictObject({ fact: z.enum(FLAG_FACTS), is: z.boolean() }),
  z
    .strictObject({
      fact: z.literal('time'),
      from: z.iso.datetime().optional(),
      until: z.iso.datetime().optional(),
    })
    .refine(({ from, until }) => bounds({ from, until }), 'needs from or until')
    .refine(
      ({ from, until }) => !from || !until || Date.parse(from) < Date.parse(until),
      'from is after until',
    ),
])

/** One condition on one fact of an order or a visit. */
export type Condition = z.infer<typeof conditionSchema>

/** When something applies: conditions, nested in all / any / none. An empty `all` always holds, an empty `any` never. */
export type Rule = Condition | { all: Rule[] } | { any: Rule[] } | { none: Rule[] }

const MAX_DEPTH = 6
const parts = (depth: number) => z.array(nested(depth + 1)).max(50)

// Built to a fixed depth, so that neither a rule nor the reading of it can run away.
function nested(depth: number): z.ZodType<Rule> {
  if (depth >= MAX_DEPTH) return conditionSchema
  return z.lazy(() =>
    z.union([
      conditionSchema,
      z.strictObject({ all: parts(depth) }),
      z.strictObject({ any: parts(depth) }),
      z.strictObject({ none: parts(depth) }),
    ]),
  )
}

/** Reads a rule; what it does not know is refused. At most six levels deep. */
export const ruleSchema: z.ZodType<Rule> = nested(0)
