import { expect, test } from 'vitest'
import { pickTrigger } from './pick-trigger'

const period = new Date('2026-11-01T00:00:00Z')
const now = new Date('2026-11-20T00:00:00Z')
const daysAgo = (days: number) => new Date(now.getTime() - days * 86_400_000)
const no = (trigger: string, days: number) =>
  ({ trigger, period, decision: 'declined', decidedAt: daysAgo(days) }) as const

test('asks from 80 % on, and again at the limit', () => {
  expect(pickTrigger('fine', [], period, now)).toBeNull()
  expect(pickTrigger('near', [], period, now)).toBe('usage_near')
  expect(pickTrigger('reached', [], period, now)).toBe('usage_reached')
})

test('a question that is not answered yet stays the same one', () => {
  const open = { trigger: 'usage_near', period, decision: null, decidedAt: null }
  expect(pickTrigger('near', [open], period, now)).toBe('usage_near')
})

test('after a no nothing is asked for thirty days, at no limit', () => {
  expect(pickTrigger('near', [no('usage_near', 1)], period, now)).toBeNull()
  expect(pickTrigger('reached', [no('usage_near', 29)], period, now)).toBeNull()
  expect(pickTrigger('reached', [no('usage_near', 31)], period, now)).toBe('usage_reached')
})

test('a suggestion that was followed is not made twice in a period', () => {
  const taken = { trigger: 'usage_near', period, decision: 'taken', decidedAt: daysAgo(1) } as const
  expect(pickTrigger('near', [taken], period, now)).toBeNull()
  expect(pickTrigger('reached', [taken], period, now)).toBe('usage_reached')
  const next = new Date('2026-12-01T00:00:00Z')
  expect(pickTrigger('near', [taken], next, new Date('2026-12-20T00:00:00Z'))).toBe('usage_near')
})
