import { describe, expect, it } from 'vitest'
import type { Step } from './definition'
import { waysFrom } from './next-step'
import { reachOf } from './rule-reach'

const step = (key: string, declined: string | null = null): [string, Step] => [
  key,
  {
    ...{ key, offer: key, kind: 'upsell', product: key, quantities: [1], discountCode: null },
    ...{ deadlineMinutes: 30, cooldownDays: 30, texts: {}, legal: {}, art: null, compare: false },
    edges: { accepted: null, declined, failed: null, expired: null },
  },
]
const keys = (steps: Step[]) => steps.map(({ key }) => key)

describe('the way through a funnel', () => {
  it('passes over along the declined edges', () => {
    expect(keys(waysFrom(new Map([step('a', 'b'), step('b')]), 'a'))).toEqual(['a', 'b'])
    expect(waysFrom(new Map([step('a')]), null)).toEqual([])
    expect(waysFrom(new Map([step('a')]), 'gone')).toEqual([])
  })

  it('ends even when the tree runs in a circle', () => {
    expect(keys(waysFrom(new Map([step('a', 'b'), step('b', 'a')]), 'a'))).toEqual(['a', 'b'])
  })
})

describe('where a rule can reach', () => {
  const country = (...names: string[]) => ({ fact: 'country' as const, in: names })
  it.each([
    [country('US', 'JP'), ['US', 'JP']],
    [{ all: [country('US', 'JP'), country('JP', 'DE')] }, ['JP']],
    [{ any: [country('US'), country('JP')] }, ['US', 'JP']],
    [{ any: [country('US'), { all: [] }] }, null],
    [{ any: [] }, []],
    [{ none: [country('US')] }, null],
    [{ all: [] }, null],
    [{ all: [country('US'), country('JP')] }, []],
  ])('%j: %j', (rule, reach) => {
    const found = reachOf(rule, 'country')
    expect(found && [...found]).toEqual(reach)
  })
})
