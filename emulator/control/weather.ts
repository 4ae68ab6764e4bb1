import { z } from 'zod'
import { newId } from '../ids'

const count = z.number().int().min(1)

/** Exactly one effect per rule, so that a rule with `times` is used up by one thing only. */
export const effectSchema = z.union([
  z.strictObject({ webhooks: z.enum(['drop', 'hold']) }),
  z.strictObject({ duplicate: count.max(20) }),
  z.strictObject({ latencyMs: z.number().int().min(0).max(120_000) }),
  z.strictObject({ dropBefore: z.literal(true) }),
  z.strictObject({ dropAfter: z.literal(true) }),
  z.strictObject({
    status: z.number().int().min(200).max(599),
    body: z.unknown().optional(),
    after: z.boolean().optional(),
  }),
  z.strictObject({ processing: z.literal(true) }),
])

export const ruleSchema = z.strictObject({
  match: z
    .strictObject({
      email: z.string().optional(),
      route: z.string().optional(),
      event: z.string().optional(),
    })
    .default({}),
  effect: effectSchema,
  times: count.optional(),
})

export type Effect = z.infer<typeof effectSchema>
export type RuleInput = z.infer<typeof ruleSchema>
export type WeatherRule = RuleInput & { id: string; used: number }
type KeysOf<T> = T extends unknown ? keyof T : never
export type EffectKind = Exclude<KeysOf<Effect>, 'body' | 'after'>
type EffectOf<Kind extends EffectKind> = Extract<Effect, Record<Kind, unknown>>

/** What is happening, in the words a rule can match. */
export interface Circumstance {
  email: string | null
  /** For example `POST /checkouts` or `GET /payments/pay_1`. */
  route?: string
  event?: string
}

/** The rules that make calls and webhooks go wrong on purpose. Kept in memory: a restart clears the sky. */
export class Weather {
  #rules: WeatherRule[] = []

  add(input: RuleInput): WeatherRule {
    const rule = { ...input, id: newId('wth'), used: 0 }
    this.#rules.push(rule)
    return rule
  }

  list(): WeatherRule[] {
    return this.#rules
  }

  remove(id: string): boolean {
    const before = this.#rules.length
    this.#rules = this.#rules.filter((rule) => rule.id !== id)
    return this.#rules.length < before
  }

  clear(): void {
    this.#rules = []
  }

  /** The first matching rule's effect of this kind, counted as one use; null in fair weather. */
  take<Kind extends EffectKind>(kind: Kind, circumstance: Circumstance): EffectOf<Kind> | null {
    const rule = this.#rules.find((each) => kind in each.effect && matches(each, circumstance))
    if (!rule) return null
    rule.used += 1
    if (rule.times !== undefined && rule.used >= rule.times) this.remove(rule.id)
    return rule.effect as EffectOf<Kind>
  }
}

function matches({ match }: WeatherRule, { email, route, event }: Circumstance): boolean {
  if (match.email !== undefined && match.email.toLowerCase() !== email?.toLowerCase()) return false
  if (match.event !== undefined && match.event !== event) return false
  if (match.route !== undefined && !routeMatches(match.route, route)) return false
  return true
}

/** A route matches whole, without its method, or by its beginning when the rule ends in `*`. */
function routeMatches(pattern: string, route: string | undefined): boolean {
  if (route === undefined) return false
  const subject = pattern.startsWith('/') ? route.slice(route.indexOf('/')) : route
  return pattern.endsWith('*') ? subject.startsWith(pattern.slice(0, -1)) : subject === pattern
}
