import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cover } from '../billing/cover'
import { type Generation, type PricedItem, type ProrationMode, prorate } from './proration'

const MODES = [
  'prorated_immediately',
  'difference_immediately',
  'full_immediately',
  'do_not_bill',
] as const satisfies readonly ProrationMode[]

function item(unitPrice: number, quantity = 1, tax: Partial<PricedItem> = {}): PricedItem {
  return {
    type: 'subscription',
    id: 'pdt_1',
    name: null,
    description: null,
    unitPrice,
    quantity,
    price: unitPrice * quantity,
    taxCategory: 'saas',
    taxRateBps: 0,
    taxInclusive: false,
    ...tax,
  }
}

interface Case {
  what: string
  mode: ProrationMode
  from: PricedItem[]
  to: PricedItem[]
  remaining?: number
  breaksCycle?: boolean
  A: number
  C: number
}

const basic = item(3000)
const pro = item(8000)
const starter = item(2000)
const seats = (count: number) => item(1000, count)

/** The numbers the provider's guides work through, in cents; negative is credit. Half a cycle unless said. */
const WORKED: Case[] = [
  { what: 'Basic to Pro', mode: 'prorated_immediately', from: [basic], to: [pro], A: 2500, C: 6500 },
  { what: 'Pro to Starter', mode: 'prorated_immediately', from: [pro], to: [starter], A: -3000, C: -2000 },
  { what: 'Basic to Pro', mode: 'difference_immediately', from: [basic], to: [pro], A: 5000, C: 5000 },
  { what: 'Pro to Starter', mode: 'difference_immediately', from: [pro], to: [starter], A: -6000, C: -6000 },
  { what: 'Basic to Pro', mode: 'full_immediately', from: [basic], to: [pro], A: 8000, C: 8000 },
  { what: 'Basic to Pro', mode: 'do_not_bill', from: [basic], to: [pro], A: 0, C: 0 },
  {
    what: 'Basic to Pro with three seats',
    mode: 'prorated_immediately',
    from: [basic],
    to: [pro, seats(3)],
    A: 4000,
    C: 9500,
  },
  { what: 'Pro to Basic', mode: 'difference_immediately', from: [pro], to: [basic], A: -5000, C: -5000 },
  { what: '50 to 20', mode: 'difference_immediately', from: [item(5000)], to: [starter], A: -3000, C: -3000 },
  {
    what: 'five seats more',
    mode: 'prorated_immediately',
    from: [basic],
    to: [basic, seats(5)],
    A: 2500,
    C: 6500,
  },
  {
    what: 'five seats more',
    mode: 'difference_immediately',
    from: [basic],
    to: [basic, seats(5)],
    A: 5000,
    C: 5000,
  },
  {
    what: 'five seats more',
    mode: 'full_immediately',
    from: [basic],
    to: [basic, seats(5)],
    A: 8000,
    C: 8000,
  },
  {
    what: 'Team with ten seats to seven, a third left',
    mode: 'prorated_immediately',
    from: [item(9900), seats(10)],
    to: [item(9900), seats(7)],
    remaining: 1 / 3,
    A: -1000,
    C: 10_267,
  },
  { what: 'same price', mode: 'prorated_immediately', from: [basic], to: [basic], A: 0, C: 1500 },
  { what: 'same price', mode: 'difference_immediately', from: [basic], to: [basic], A: 0, C: 0 },
  {
    what: 'month to year',
    mode: 'prorated_immediately',
    from: [pro],
    to: [item(80_000)],
    breaksCycle: true,
    A: 76_000,
    C: 76_000,
  },
  {
    what: 'out of a free trial',
    mode: 'prorated_immediately',
    from: [],
    to: [pro],
    breaksCycle: true,
    A: 8000,
    C: 8000,
  },
]

describe('worked numbers', () => {
  for (const generation of ['A', 'C'] as const) {
    test.each(WORKED)(
      `${generation}: $what, $mode`,
      ({ from, to, mode, remaining, breaksCycle, ...want }) => {
        const { net } = prorate({
          generation,
          mode,
          from,
          to,
          remaining: remaining ?? 0.5,
          breaksCycle: breaksCycle ?? false,
        })
        expect(net).toBe(want[generation])
      },
    )
  }

  test('a Japanese price without cents is rounded on each line', () => {
    const { lines, net } = prorate({
      generation: 'C',
      mode: 'prorated_immediately',
      from: [item(1905, 1, { taxRateBps: 1000, taxInclusive: true })],
      to: [item(3800, 1, { taxRateBps: 1000, taxInclusive: true })],
      remaining: 0.5,
      breaksCycle: false,
    })
    expect(lines.map(({ amount, tax }) => [amount, tax])).toEqual([
      [-953, -87],
      [3800, 345],
    ])
    expect(net).toBe(2847)
  })
})

const anItem: fc.Arbitrary<PricedItem> = fc
  .record({
    unitPrice: fc.nat({ max: 500_000 }),
    quantity: fc.integer({ min: 1, max: 50 }),
    taxRateBps: fc.integer({ min: 0, max: 2700 }),
    taxInclusive: fc.boolean(),
  })
  .map(({ unitPrice, quantity, ...tax }) => item(unitPrice, quantity, tax))

const aSwitch = fc.record({
  generation: fc.constantFrom<Generation>('A', 'C'),
  mode: fc.constantFrom(...MODES),
  from: fc.array(anItem, { minLength: 1, maxLength: 4 }),
  to: fc.array(anItem, { minLength: 1, maxLength: 4 }),
  remaining: fc.double({ min: 0, max: 1, noNaN: true }),
  breaksCycle: fc.boolean(),
})

describe('for every switch', () => {
  test('the lines add up, each is whole, and each is its factor times its price within half a unit', () => {
    fc.assert(
      fc.property(aSwitch, (change) => {
        const { lines, net, tax } = prorate(change)
        expect(lines.reduce((sum, line) => sum + line.total, 0)).toBe(net)
        expect(lines.reduce((sum, line) => sum + line.tax, 0)).toBe(tax)
        for (const line of lines) {
          expect([line.amount, line.tax, line.total].every(Number.isSafeInteger)).toBe(true)
          expect(Math.abs(line.amount - line.item.price * line.factor)).toBeLessThanOrEqual(0.5 + 1e-6)
          expect(line.total).toBe(line.item.taxInclusive ? line.amount : line.amount + line.tax)
        }
      }),
    )
  })

  test('there and back by the difference costs nothing', () => {
    fc.assert(
      fc.property(aSwitch, (change) => {
        const there = prorate({ ...change, mode: 'difference_immediately' })
        const back = prorate({ ...change, mode: 'difference_immediately', from: change.to, to: change.from })
        expect(there.net + back.net).toBe(0)
      }),
    )
  })

  test('the rules of 2025 never charge more than the newest, and only they keep the date', () => {
    fc.assert(
      fc.property(aSwitch, (change) => {
        const old = prorate({ ...change, generation: 'A', breaksCycle: false })
        const newest = prorate({ ...change, generation: 'C', breaksCycle: false })
        expect(old.net).toBeLessThanOrEqual(newest.net)
        expect(newest.startsCycle).toBe(change.mode !== 'do_not_bill')
        expect(old.startsCycle).toBe(change.mode === 'full_immediately')
      }),
    )
  })

  test('a bill is covered exactly, credit first, the card last', () => {
    const money = fc.nat({ max: 1_000_000 })
    fc.assert(
      fc.property(money, money, money, (bill, credit, wallet) => {
        const paid = cover(bill, { credit, wallet })
        expect(paid.credit + paid.wallet + paid.card).toBe(bill)
        expect(paid.wallet > 0).toBe(wallet > 0 && bill > credit)
        expect(paid.card > 0).toBe(bill > credit + wallet)
      }),
    )
  })
})
