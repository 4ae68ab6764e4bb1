import { z } from 'zod'

const conditionSchema = z.union([
  z.strictObject({ bought: z.array(z.string()).min(1) }),
  z.strictObject({ kind: z.enum(['one_time', 'subscription']) }),
  z.strictObject({ currency: z.array(z.string().regex(/^[A-Z]{3}$/)).min(1) }),
  z.strictObject({ country: z.array(z.string().regex(/^[A-Z]{2}$/)).min(1) }),
  z.strictObject({ customer: z.enum(['first', 'returning']) }),
  z.strictObject({ owns: z.array(z.string()).min(1) }),
])

type Condition = z.infer<typeof conditionSchema>

/** When a funnel applies: conditions, nested in all / any / none. An empty `all` always holds. */
export type Trigger = Condition | { all: Trigger[] } | { any: Trigger[] } | { none: Trigger[] }

export const triggerSchema: z.ZodType<Trigger> = z.lazy(() =>
  z.union([
    conditionSchema,
    z.strictObject({ all: z.array(triggerSchema) }),
    z.strictObject({ any: z.array(triggerSchema) }),
    z.strictObject({ none: z.array(triggerSchema) }),
  ]),
)

/** What a trigger is held against. Products are named by slug. */
export type OrderFacts = {
  bought: readonly string[]
  kinds: readonly ('one_time' | 'subscription')[]
  currency: string
  country: string | null
  customer: 'first' | 'returning'
  owns: readonly string[]
}

/** Says whether a trigger holds for an order. Pure; a fact that is not known never matches. */
export function holds(trigger: Trigger, facts: OrderFacts): boolean {
  if ('all' in trigger) return trigger.all.every((part) => holds(part, facts))
  if ('any' in trigger) return trigger.any.some((part) => holds(part, facts))
  if ('none' in trigger) return !trigger.none.some((part) => holds(part, facts))
  if ('bought' in trigger) return trigger.bought.some((slug) => facts.bought.includes(slug))
  if ('kind' in trigger) return facts.kinds.includes(trigger.kind)
  if ('currency' in trigger) return trigger.currency.includes(facts.currency)
  if ('country' in trigger) return facts.country !== null && trigger.country.includes(facts.country)
  if ('customer' in trigger) return trigger.customer === facts.customer
  return trigger.owns.some((slug) => facts.owns.includes(slug))
}
