import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PLACEMENTS, type Step } from '@/lib/funnels/definition'
import type { SoldProduct, Version } from '@/lib/funnels/published'
import { evaluate } from '@/lib/rules/evaluate'
import { noFacts } from '@/lib/rules/facts'
import { assignArm, drawOf, type Experiment } from './assign-arm'
import { decide, type Question } from './decide'
import { expectedValue } from './expected-value'
import type { Shopper } from './shopper'
import { toTrace, traceSchema } from './trace'

const now = new Date('2026-11-22T12:00:00Z')
const DAY = 86_400_000
const products: ReadonlyMap<string, SoldProduct> = new Map(
  ['course', 'book', 'bundle', 'plan', 'gone'].map((id): [string, SoldProduct] => [
    id,
    {
      ...{ id, slug: id, tags: [], priceMinor: 1_000, currency: 'USD', interval: null },
      ...{ kind: id === 'plan' ? 'subscription' : 'one_time', providerProductId: id },
      forSale: id !== 'gone',
    },
  ]),
)
const facts = { ...noFacts(now), bought: ['course'], country: ['US'], currency: ['USD'] }

const step = (key: string, product: string, rest: Partial<Step> = {}): Step => ({
  ...{ key, offer: key, kind: 'upsell', product, quantities: [1], discountCode: null, cooldownDays: 30 },
  ...{ deadlineMinutes: 30, texts: {}, legal: {}, art: null, compare: false },
  edges: { accepted: null, declined: null, failed: null, expired: null },
  ...rest,
})
const funnel = (key: string, rule: Version['rule'], steps: Step[], priority = 0): Version => ({
  ...{ id: key, funnelId: key, key, number: 1, placement: 'post_purchase', rule, priority },
  entry: steps[0]?.key ?? null,
  steps: new Map(steps.map((each) => [each.key, each])),
})
const shopper: Shopper = {
  ...{ offersOff: false, taken: new Set(), ownsPlan: false, refusedAt: new Map(), asksThisMonth: 0 },
  ...{ refundedLately: false, arms: new Map(), person: 'ada' },
}
const question: Question = {
  ...{ facts, shopper, budget: { monthlyAsks: 6, monthlyAsksAfterRefund: 2 }, ranking: 'priority' },
  ...{ worthOf: () => 0, offered: { products, offersOff: new Set() }, experiments: [], seen: new Set() },
}

const productId: fc.Arbitrary<string> = fc.constantFrom('course', 'book', 'bundle', 'plan', 'gone')
const someProducts = fc.uniqueArray(productId, { maxLength: 4 })
const someRule = fc.constantFrom<Version['rule']>(
  { all: [] },
  { any: [] },
  { fact: 'bought', in: ['course'] },
  { none: [{ fact: 'country', in: ['US'] }] },
)
const someFunnels = fc
  .array(
    fc.record({
      rule: someRule,
      products: fc.array(productId, { minLength: 1, maxLength: 3 }),
      cooldown: fc.nat(60),
    }),
    { minLength: 1, maxLength: 5 },
  )
  .map((drawn) =>
    drawn.map(({ rule, products: sold, cooldown }, f) =>
      funnel(
        `f${f}`,
        rule,
        sold.map((product, s) =>
          step(`o${f}-${s}`, product, {
            cooldownDays: cooldown,
            edges: {
              ...{ accepted: null, failed: null, expired: null },
              declined: s + 1 < sold.length ? `o${f}-${s + 1}` : null,
            },
          }),
        ),
      ),
    ),
  )
const someShopper = fc.record({
  offersOff: fc.boolean(),
  taken: someProducts.map((ids) => new Set(ids)),
  ownsPlan: fc.boolean(),
  refusedAt: fc
    .array(fc.tuple(productId, fc.nat(60)), { maxLength: 4 })
    .map((all) => new Map(all.map(([id, days]) => [id, new Date(now.getTime() - days * DAY)]))),
  asksThisMonth: fc.nat(8),
  refundedLately: fc.boolean(),
  arms: fc.constant(new Map<string, string | null>()),
  person: fc.uuid(),
})
const someExperiments = fc.constantFrom<Experiment[]>(
  [],
  [
    {
      ...{ id: 'x', key: 'x' },
      arms: [
        { key: 'a', funnelId: 'f0', weight: 1 },
        { key: 'b', funnelId: 'f1', weight: 1 },
        { key: 'none', funnelId: null, weight: 1 },
      ],
    },
  ],
)
const someQuestion = fc
  .record({
    shopper: someShopper,
    ranking: fc.constantFrom('priority' as const, 'expected_value' as const),
    seen: fc.subarray(['o0-0', 'o0-1', 'o1-0']).map((all) => new Set(all)),
    off: fc.subarray(['o0-0', 'o2-0']).map((all) => new Set(all)),
    experiments: someExperiments,
    placement: fc.constantFrom(...PLACEMENTS),
  })
  .map(({ off, placement, ...drawn }) => ({
    placement,
    question: { ...question, ...drawn, offered: { products, offersOff: off } } satisfies Question,
  }))

describe('the arbiter', () => {
  it('never shows what is owned, was declined within its cool-down, is a second plan, or goes over the budget', () => {
    fc.assert(
      fc.property(someFunnels, someQuestion, (funnels, { placement, question }) => {
        const { winner, why } = decide(placement, funnels, question)
        expect(winner === null).toBe(why !== 'won')
        if (!winner) return
        const { shopper, budget, seen, offered } = question
        const { step, version } = winner
        expect(evaluate(version.rule, facts).held).toBe(true)
        expect(shopper.taken.has(step.product)).toBe(false)
        expect(products.get(step.product)?.forSale).toBe(true)
        expect(step.product === 'plan' && shopper.ownsPlan).toBe(false)
        expect(seen.has(step.offer) || offered.offersOff.has(step.offer)).toBe(false)
        const no = shopper.refusedAt.get(step.product)
        if (no) expect(now.getTime() - no.getTime()).toBeGreaterThanOrEqual(step.cooldownDays * DAY)
        if (placement === 'product_page') return
        expect(shopper.offersOff).toBe(false)
        expect(shopper.asksThisMonth).toBeLessThan(
          shopper.refundedLately
            ? Math.min(budget.monthlyAsksAfterRefund, budget.monthlyAsks)
            : budget.monthlyAsks,
        )
      }),
      { numRuns: 2_000 },
    )
  })

  it('says of every funnel what became of it, in a way that adds up', () => {
    fc.assert(
      fc.property(someFunnels, someQuestion, (funnels, { placement, question }) => {
        const decision = decide(placement, funnels, question)
        if (['offers_off', 'budget_spent', 'budget_spent_after_refund'].includes(decision.why)) return
        const trace = traceSchema.parse(JSON.parse(JSON.stringify(toTrace(decision, facts, []))))
        expect(trace.funnels.map((each) => each.funnel).sort()).toEqual(funnels.map(({ key }) => key))
        for (const each of trace.funnels) {
          const version = funnels.find(({ key }) => key === each.funnel)
          if (!version) throw new Error('a funnel nobody asked for')
          expect(each.result === 'rule').toBe(!evaluate(version.rule, facts).held)
          if (each.result === 'nothing_to_show') expect(each.refused).toHaveLength(version.steps.size)
          if (each.result === 'won') expect(each.funnel).toBe(decision.winner?.version.key)
        }
        expect(trace.funnels.filter(({ result }) => result === 'won')).toHaveLength(decision.winner ? 1 : 0)
        if (decision.why === 'no_match')
          expect(trace.funnels.every(({ result }) => result === 'rule')).toBe(true)
      }),
      { numRuns: 1_000 },
    )
  })

  it('counts an order for an experiment whatever its arm would have shown', () => {
    const both = [
      funnel('f0', { all: [] }, [step('o0', 'book')], 2),
      funnel('f1', { all: [] }, [step('o1', 'bundle')], 1),
    ]
    const [experiment] =
      fc.sample(
        someExperiments.filter((all) => all.length > 0),
        1,
      )[0] ?? []
    if (!experiment) throw new Error('no experiment')
    fc.assert(
      fc.property(fc.uuid(), fc.boolean(), (person, owns) => {
        const taken = new Set(owns ? ['book'] : [])
        const decision = decide('post_purchase', both, {
          ...question,
          experiments: [experiment],
          shopper: { ...shopper, person, taken },
        })
        expect(decision.exposures).toHaveLength(1)
        const arm = decision.exposures[0]?.arm
        if (arm === 'none') expect(decision.why).toBe('hold_out')
        if (arm === 'b') expect(decision.winner?.step.offer).toBe('o1')
        if (arm === 'a') expect(decision.winner?.step.offer ?? null).toBe(owns ? null : 'o0')
      }),
    )
  })

  it('ranks by what an impression is worth where it is told to', () => {
    const funnels = [
      funnel('dear', { all: [] }, [step('dear', 'bundle')], 9),
      funnel('liked', { all: [] }, [step('liked', 'book')], 1),
    ]
    const worthOf = ({ offer }: Step) =>
      offer === 'liked'
        ? expectedValue({ shown: 1_000, paid: 200, givenBack: 2 }, 1_900)
        : expectedValue({ shown: 1_000, paid: 10, givenBack: 5 }, 12_900)
    expect(decide('post_purchase', funnels, { ...question, worthOf }).winner?.step.offer).toBe('dear')
    const byValue = decide('post_purchase', funnels, { ...question, worthOf, ranking: 'expected_value' })
    expect(byValue.winner?.step.offer).toBe('liked')
  })
})

describe('the arm of a person', () => {
  const experiment: Experiment = {
    ...{ id: 'x', key: 'x' },
    arms: [
      { key: 'a', funnelId: 'a', weight: 3 },
      { key: 'b', funnelId: 'b', weight: 1 },
    ],
  }
  const none = new Map<string, string>()

  it('is always the same, and stays when the weights move', () => {
    fc.assert(
      fc.property(fc.uuid(), (person) => {
        const arm = assignArm(experiment, person, none)
        expect(assignArm(experiment, person, none)).toBe(arm)
        const moved = {
          ...experiment,
          arms: experiment.arms.map((each) => ({ ...each, weight: 4 - each.weight })),
        }
        expect(assignArm(moved, person, new Map([['x', arm?.key ?? '']]))?.key).toBe(arm?.key)
      }),
    )
  })

  it('follows the weights, and draws anew in every experiment', () => {
    const people = Array.from({ length: 20_000 }, (_, at) => `person ${at}`)
    const share =
      people.filter((person) => assignArm(experiment, person, none)?.key === 'a').length / people.length
    expect(Math.abs(share - 0.75)).toBeLessThan(0.012)
    const both = people.filter((person) => drawOf('x', person) < 0.5 && drawOf('y', person) < 0.5).length
    expect(Math.abs(both / people.length - 0.25)).toBeLessThan(0.012)
    expect(assignArm({ ...experiment, arms: [] }, 'ada', none)).toBeNull()
  })
})
