import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareAt, type PastPrice } from './compare-at'

const NOW = new Date('2026-11-20T12:00:00Z')
const DAY_MS = 86_400_000
const ago = (days: number) => new Date(NOW.getTime() - days * DAY_MS)
const from = (days: number, priceMinor: number, rest: Partial<PastPrice> = {}): PastPrice => ({
  ...{ priceMinor, currency: 'USD', asked: true, since: ago(days) },
  ...rest,
})
const at = (listMinor: number, discountMinor = 0) => ({ listMinor, discountMinor, currency: 'USD' })

describe('a price is held against', () => {
  it.each<[string, PastPrice[], ReturnType<typeof at>, number | null]>([
    ['what was asked before it was lowered', [from(90, 5_900), from(3, 4_900)], at(4_900), 5_900],
    ['nothing while it never changed', [from(90, 4_900)], at(4_900), null],
    ['nothing once it was raised', [from(90, 4_900), from(3, 5_900)], at(5_900), null],
    ['nothing a month after it was lowered', [from(90, 5_900), from(31, 4_900)], at(4_900), null],
    [
      'the lowest of the month, not what it was raised to first',
      [from(90, 4_900), from(10, 9_900), from(3, 4_500)],
      at(4_500),
      4_900,
    ],
    [
      'nothing when it was raised to be lowered again',
      [from(90, 4_900), from(10, 9_900), from(3, 4_900)],
      at(4_900),
      null,
    ],
    [
      'what was asked more than a month ago: nothing',
      [from(90, 5_900), from(40, 6_900), from(3, 4_900)],
      at(4_900),
      6_900,
    ],
    ['the price itself, with a discount', [from(90, 4_900)], at(4_900, 500), 4_900],
    ['the lowest of the month, with a discount', [from(90, 3_900), from(10, 4_900)], at(4_900, 1_500), 3_900],
    [
      'nothing, with a discount to more than that',
      [from(90, 3_900), from(10, 4_900)],
      at(4_900, 1_000),
      null,
    ],
    ['nothing that was never asked', [from(90, 9_900, { asked: false }), from(3, 4_900)], at(4_900), null],
    ['nothing in another currency', [from(90, 9_900, { currency: 'EUR' }), from(3, 4_900)], at(4_900), null],
    [
      'nothing while it is not for sale',
      [from(90, 5_900), from(3, 4_900, { asked: false })],
      at(4_900),
      null,
    ],
    ['nothing when another price is asked by now', [from(90, 5_900), from(3, 4_900)], at(4_800), null],
    ['nothing without a history', [], at(4_900), null],
  ])('%s', (_, history, offered, expected) => {
    expect(compareAt(history, offered, NOW)).toBe(expected)
  })
})

const row = fc.record({
  priceMinor: fc.integer({ min: 1, max: 20 }),
  currency: fc.constant('USD'),
  asked: fc.boolean(),
  since: fc.integer({ min: 0, max: 90 }).map(ago),
})

it('is a price that was asked within thirty days of the reduction, and never beaten by another one', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(row, { maxLength: 12, selector: ({ since }) => +since }),
      fc.integer({ min: 0, max: 5 }),
      (history, discountMinor) => {
        const rows = history.toSorted((a, b) => +a.since - +b.since)
        const current = rows.at(-1)
        if (!current) return
        const found = compareAt(history, at(current.priceMinor, discountMinor), NOW)
        if (found === null) return
        const reducedAt = discountMinor > 0 ? NOW : current.since
        // Each day of the month before the reduction, as a shopper would have seen it.
        const days = Array.from({ length: 30 }, (_, day) => new Date(+reducedAt - (day + 1) * DAY_MS))
        const seen = days.flatMap((day) => {
          const then = rows.filter(({ since }) => since <= day).at(-1)
          return then?.asked ? [then.priceMinor] : []
        })
        expect(seen).toContain(found)
        expect(Math.min(...seen)).toBe(found)
        expect(current.priceMinor - discountMinor).toBeLessThan(found)
      },
    ),
    { numRuns: 2_000 },
  )
})
