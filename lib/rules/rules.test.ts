import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { combine, evaluate, holds, type Trace } from './evaluate'
import { type Facts, noFacts } from './facts'
import { COUNT_FACTS, FLAG_FACTS, MONEY_FACTS, type Rule, ruleSchema, WORD_FACTS } from './rule'

const now = new Date('2026-11-22T12:00:00Z')
const word = fc.constantFrom('a', 'b', 'US', 'USD')
const words = fc.array(word, { maxLength: 3 })
const currency = fc.constantFrom('USD', 'JPY')
const number = fc.nat(5)
const range = fc.tuple(number, number, fc.constantFrom('both', 'min', 'max')).map(([a, b, which]) => ({
  ...(which !== 'max' && { min: Math.min(a, b) }),
  ...(which !== 'min' && { max: Math.max(a, b) }),
}))
const instants = fc.constantFrom('2026-11-22T11:00:00Z', '2026-11-22T12:00:00Z', '2026-11-22T13:00:00Z')

const condition: fc.Arbitrary<Rule> = fc.oneof(
  fc.record({ fact: fc.constantFrom(...WORD_FACTS), in: fc.array(word, { minLength: 1, maxLength: 3 }) }),
  fc.tuple(fc.constantFrom(...COUNT_FACTS), range).map(([fact, bounds]) => ({ fact, ...bounds })),
  fc
    .tuple(fc.constantFrom(...MONEY_FACTS), currency, range)
    .map(([fact, currency, bounds]) => ({ fact, currency, ...bounds })),
  fc.record({ fact: fc.constantFrom(...FLAG_FACTS), is: fc.boolean() }),
  instants.map((from) => ({ fact: 'time' as const, from })),
  instants.map((until) => ({ fact: 'time' as const, until })),
)
const rule = fc.letrec<{ any: Rule }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    condition,
    fc.array(tie('any'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('any'), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('any'), { maxLength: 3 }).map((none) => ({ none })),
  ),
})).any

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const money = fc.array(fc.record({ amount: number, currency }), { maxLength: 2 })
const of = <K extends string, T>(keys: readonly K[], value: fc.Arbitrary<T>) =>
  fc.record(Object.fromEntries(keys.map((key) => [key, value])) as Record<K, fc.Arbitrary<T>>)
const facts: fc.Arbitrary<Facts> = fc
  .tuple(
    of(WORD_FACTS, words),
    of(COUNT_FACTS, maybe(number)),
    of(MONEY_FACTS, money),
    of(FLAG_FACTS, maybe(fc.boolean())),
  )
  .map((parts) => Object.assign({ now }, ...parts))

/** Reads a trace by itself, without rule or facts: does what it says add up? */
function addsUp(trace: Trace): boolean {
  if ('op' in trace) return trace.parts.every(addsUp) && combine(trace.op, trace.parts) === trace.held
  const { condition, found, held } = trace
  if (found === null) return !held
  switch (condition.fact) {
    case 'time': {
      const at = Date.parse((found as string[])[0] ?? '')
      const { from, until } = condition
      return held === ((!from || at >= Date.parse(from)) && (!until || at < Date.parse(until)))
    }
    case 'returning':
    case 'oneClick':
    case 'onboardingFinished':
      return held === (found === condition.is)
    case 'orderValue':
    case 'lifetimeValue':
      return (
        held ===
        (found as { amount: number; currency: string }[]).some(
          (sum) =>
            sum.currency === condition.currency &&
            sum.amount >= (condition.min ?? 0) &&
            sum.amount <= (condition.max ?? Number.POSITIVE_INFINITY),
        )
      )
    default:
      if ('in' in condition) return held === (found as string[]).some((known) => condition.in.includes(known))
      return (
        held ===
        ((found as number) >= (condition.min ?? 0) &&
          (found as number) <= (condition.max ?? Number.POSITIVE_INFINITY))
      )
  }
}

describe('rules', () => {
  it('are explained by their trace, which agrees with the short answer', () => {
    fc.assert(
      fc.property(rule, facts, (rule, facts) => {
        const trace = evaluate(rule, facts)
        expect(addsUp(trace)).toBe(true)
        expect(holds(rule, facts)).toBe(trace.held)
      }),
      { numRuns: 1_000 },
    )
  })

  it('nest: none is the opposite of any, and all of one is that one', () => {
    fc.assert(
      fc.property(fc.array(rule, { maxLength: 3 }), facts, (parts, facts) => {
        expect(holds({ none: parts }, facts)).toBe(!holds({ any: parts }, facts))
        expect(holds({ all: parts }, facts)).toBe(
          !holds({ any: parts.map((part) => ({ none: [part] })) }, facts),
        )
        const [one] = parts
        if (one) expect(holds({ all: [one] }, facts)).toBe(holds(one, facts))
      }),
    )
  })

  it('mean the same after being stored', () => {
    fc.assert(
      fc.property(rule, facts, (rule, facts) => {
        const stored = ruleSchema.parse(JSON.parse(JSON.stringify(rule)))
        expect(stored).toEqual(rule)
        expect(evaluate(stored, facts)).toEqual(evaluate(rule, facts))
      }),
    )
  })

  it('never match what is not known', () => {
    fc.assert(
      fc.property(condition, (condition) => {
        if ('fact' in condition && condition.fact !== 'time')
          expect(holds(condition, noFacts(now))).toBe(false)
      }),
    )
  })

  it.each([
    { phase_of_moon: 'full' },
    { fact: 'phase_of_moon', in: ['full'] },
    { fact: 'bought', in: [] },
    { fact: 'bought', in: ['a'], currency: 'USD' },
    { fact: 'quantity' },
    { fact: 'quantity', min: 3, max: 2 },
    { fact: 'orderValue', min: 100 },
    { fact: 'oneClick', is: 'yes' },
    { fact: 'time', from: 'soon' },
    { all: [{ fact: 'kind', in: 'subscription' }] },
    { all: [], any: [] },
    { all: [{ all: [{ all: [{ all: [{ all: [{ all: [{ all: [] }] }] }] }] }] }] },
    null,
  ])('are refused when they cannot be understood: %j', (rule) => {
    expect(ruleSchema.safeParse(rule).success).toBe(false)
  })
})
