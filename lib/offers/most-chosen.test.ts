import fc from 'fast-check'
import { expect, it } from 'vitest'
import { mostChosen } from './most-chosen'

const chosen = (...counts: number[]) => counts.map((count, at) => ({ quantity: at + 1, count }))

it.each([
  ['a hundred yeses, over half', chosen(40, 60), 2],
  ['one yes too few', chosen(10, 89), null],
  ['just half', chosen(50, 50), null],
  ['most, but not over half', chosen(40, 45, 35), null],
  ['nobody yet', [], null],
])('%s', (_, counts, expected) => {
  expect(mostChosen(counts)).toBe(expected)
})

it('is one that over half took, whenever it is there', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(300), { maxLength: 5 }), (counts) => {
      const all = counts.reduce((sum, count) => sum + count, 0)
      const found = mostChosen(chosen(...counts))
      const over = counts.findIndex((count) => count > all - count)
      expect(found).toBe(all >= 100 && over >= 0 ? over + 1 : null)
    }),
  )
})
