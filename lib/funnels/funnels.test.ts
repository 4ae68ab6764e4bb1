import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { firstShowable, followEdge, type Step } from './next-step'
import { holds, type OrderFacts, type Trigger, triggerSchema } from './trigger'

const facts: OrderFacts = {
  bought: ['starter-course'],
  kinds: ['one_time'],
  currency: 'USD',
  country: 'US',
  customer: 'first',
  owns: ['starter-course'],
}

const condition: fc.Arbitrary<Trigger> = fc.oneof(
  fc.constantFrom('starter-course', 'light-notebook').map((slug) => ({ bought: [slug] })),
  fc.constantFrom('first' as const, 'returning' as const).map((customer) => ({ customer })),
  fc.constantFrom('US', 'JP').map((country) => ({ country: [country] })),
)
const trigger = fc.letrec<{ any: Trigger }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    condition,
    fc.array(tie('any'), { maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('any'), { maxLength: 3 }).map((any) => ({ any })),
    fc.array(tie('any'), { maxLength: 3 }).map((none) => ({ none })),
  ),
})).any

describe('triggers', () => {
  it('nest: none is the opposite of any, and all of one is that one', () => {
    fc.assert(
      fc.property(fc.array(trigger, { maxLength: 3 }), (parts) => {
        expect(holds({ none: parts }, facts)).toBe(!holds({ any: parts }, facts))
        const [one] = parts
        if (one) expect(holds({ all: [one] }, facts)).toBe(holds(one, facts))
      }),
    )
  })

  it('survive being stored', () => {
    fc.assert(
      fc.property(trigger, (rule) => {
        const stored = triggerSchema.parse(JSON.parse(JSON.stringify(rule)))
        expect(holds(stored, facts)).toBe(holds(rule, facts))
      }),
    )
  })

  it('hold every kind of condition against its fact', () => {
    expect(holds({ bought: ['starter-course'] }, facts)).toBe(true)
    expect(holds({ kind: 'subscription' }, facts)).toBe(false)
    expect(holds({ currency: ['USD'] }, facts)).toBe(true)
    expect(holds({ country: ['JP'] }, facts)).toBe(false)
    expect(holds({ customer: 'returning' }, facts)).toBe(false)
    expect(holds({ owns: ['complete-bundle'] }, facts)).toBe(false)
    expect(holds({ country: ['US'] }, { ...facts, country: null })).toBe(false)
  })

  it('refuse what they do not know', () => {
    expect(triggerSchema.safeParse({ phase_of_moon: 'full' }).success).toBe(false)
    expect(triggerSchema.safeParse({ all: [{ bought: [] }] }).success).toBe(false)
    expect(triggerSchema.safeParse({ bought: ['a'], currency: ['USD'] }).success).toBe(false)
  })
})

const step = (id: string, edges: Partial<Step> = {}): Step => ({
  id,
  offerId: `offer-${id}`,
  acceptedId: null,
  declinedId: null,
  failedId: null,
  ...edges,
})

describe('the way through a funnel', () => {
  it('follows the edge of what happened', () => {
    const from = step('a', { acceptedId: 'b', declinedId: 'c', failedId: 'd' })
    expect(followEdge(from, 'accepted')).toBe('b')
    expect(followEdge(from, 'declined')).toBe('c')
    expect(followEdge(from, 'failed')).toBe('d')
    expect(followEdge(from, 'expired')).toBeNull()
  })

  it('passes over offers that may not be shown', () => {
    const steps = new Map([step('a', { declinedId: 'b' }), step('b')].map((s) => [s.id, s]))
    expect(firstShowable(steps, 'a', (offer) => offer !== 'offer-a')?.id).toBe('b')
    expect(firstShowable(steps, 'a', () => false)).toBeNull()
  })

  it('ends even when the tree runs in a circle', () => {
    const steps = new Map(
      [step('a', { declinedId: 'b' }), step('b', { declinedId: 'a' })].map((s) => [s.id, s]),
    )
    expect(firstShowable(steps, 'a', () => false)).toBeNull()
  })
})
