import { newId } from '../ids'
import type { Effect, EffectKind, EffectOf, RuleInput } from './effects'
import { readWeatherWords } from './weather-words'

/** `seen` counts the calls that matched, `used` those that it spoiled. */
export type WeatherRule = RuleInput & { id: string; seen: number; used: number }

/** What is happening, in the words a rule can match. */
export interface Circumstance {
  email: string | null
  /** For example `POST /checkouts` or `GET /payments/pay_1`. */
  route?: string
  event?: string
  /** Metadata of the call or of what the event is about; it can carry weather words of its own. */
  metadata?: Record<string, unknown> | null | undefined
}

/** The rules that make calls and webhooks go wrong on purpose. Kept in memory: a restart clears the sky. */
export class Weather {
  #rules: WeatherRule[] = []

  add(input: RuleInput): WeatherRule {
    const rule = { ...input, id: newId('wth'), seen: 0, used: 0 }
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

  /** The effect of this kind that the first matching rule has, counted as one use; null in fair weather. */
  take<Kind extends EffectKind>(kind: Kind, circumstance: Circumstance): EffectOf<Kind> | null {
    for (const rule of this.#rules) {
      if (!isOfKind(rule.effect, kind) || !matches(rule, circumstance)) continue
      rule.seen += 1
      if (rule.seen < (rule.after ?? 1)) continue
      rule.used += 1
      if (rule.times !== undefined && rule.used >= rule.times) this.remove(rule.id)
      return rule.effect
    }
    const { effects } = readWeatherWords(circumstance.metadata)
    return effects.find((effect) => isOfKind(effect, kind)) ?? null
  }
}

function isOfKind<Kind extends EffectKind>(effect: Effect, kind: Kind): effect is EffectOf<Kind> {
  return kind in effect
}

function matches({ match }: WeatherRule, { email, route, event }: Circumstance): boolean {
  if (match.email !== undefined && match.email.toLowerCase() !== email?.toLowerCase()) return false
  if (match.event !== undefined && !textMatches(match.event, event)) return false
  if (match.route !== undefined && !routeMatches(match.route, route)) return false
  return true
}

/** A route matches whole, without its method, or by its beginning when the rule ends in `*`. */
function routeMatches(pattern: string, route: string | undefined): boolean {
  if (route === undefined) return false
  return textMatches(pattern, pattern.startsWith('/') ? route.slice(route.indexOf('/')) : route)
}

function textMatches(pattern: string, text: string | undefined): boolean {
  if (text === undefined) return false
  return pattern.endsWith('*') ? text.startsWith(pattern.slice(0, -1)) : text === pattern
}
