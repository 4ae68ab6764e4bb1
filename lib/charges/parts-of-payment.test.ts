import { expect, test } from 'vitest'
import { partsOf } from './parts-of-payment'

const payment = (items: [string, number, number][]) => ({
  ...{ totalMinor: 8_092, taxMinor: 1_292 },
  items: items.map(([productId, totalMinor, taxMinor]) => ({ productId, totalMinor, taxMinor })),
})
const course: [string, number, number] = ['course', 5_831, 931]
const book: [string, number, number] = ['book', 2_261, 361]

test('one product has the whole sum, whatever else is said', () => {
  expect(partsOf(payment([]), ['course'])).toEqual([{ totalMinor: 8_092, taxMinor: 1_292 }])
  expect(partsOf(payment([]), [])).toEqual([])
})

test('two have their own parts, in the order that is asked for', () => {
  expect(partsOf(payment([book, course]), ['course', 'book'])).toEqual([
    { totalMinor: 5_831, taxMinor: 931 },
    { totalMinor: 2_261, taxMinor: 361 },
  ])
})

test.each([
  ['nothing is said of the parts', []],
  ['one is missing', [course]],
  ['the sum is another one', [course, ['book', 2_260, 361]]],
  ['the tax is another one', [course, ['book', 2_261, 360]]],
  ['something else was paid as well', [course, book, ['more', 0, 0]]],
] as [string, [string, number, number][]][])('no parts where %s', (_, items) => {
  expect(partsOf(payment(items), ['course', 'book'])).toBeNull()
})
