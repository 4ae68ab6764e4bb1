import { describe, expect, it } from 'vitest'
import { assignArm } from '@/lib/arbiter/assign-arm'
import { LEAST_ORDERS, nextWeights } from './bandit'
import { type ArmCount, checkSplit, readOut } from './read-out'

/** Mulberry32: the same numbers for the same seed. */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

type Offer = { take: number; price: number; refund: number }
const arms = [
  { key: 'none', funnelId: null, weight: 1 },
  { key: 'a', funnelId: 'a', weight: 1 },
  { key: 'b', funnelId: 'b', weight: 1 },
]

/** A shop in which the truth is known: so many eligible orders, each arm an offer taken and given back that often. */
function simulate(run: number, orders: number, offers: Record<string, Offer>) {
  const random = seeded(run)
  const counts = new Map<string, ArmCount>()
  const people = new Map<string, number>()
  for (let order = 0; order < orders; order += 1) {
    const arm = assignArm({ id: `run ${run}`, key: 'x', arms }, `person ${order}`, new Map())?.key ?? ''
    const zero = { orders: 0, shown: 0, accepted: 0, givenBack: 0, gross: 0, net: 0, netSquares: 0 }
    const count = counts.get(arm) ?? { arm, currency: 'USD', ...zero }
    counts.set(arm, count)
    people.set(arm, (people.get(arm) ?? 0) + 1)
    count.orders += 1
    const offer = offers[arm]
    if (!offer) continue
    count.shown += 1
    if (random() >= offer.take) continue
    const back = random() < offer.refund
    const net = back ? 0 : offer.price
    count.accepted += 1
    count.givenBack += Number(back)
    count.gross += offer.price
    count.net += net
    count.netSquares += net * net
  }
  const [usd] = readOut([...counts.values()], arms, 500)
  if (!usd) throw new Error('nothing was counted')
  return { usd, split: checkSplit(people, arms, false), counts: [...counts.values()] }
}

const RUNS = 200
const armOf = (usd: ReturnType<typeof simulate>['usd'], key: string) => {
  const arm = usd.arms.find((each) => each.arm === key)
  if (!arm) throw new Error(`no ${key}`)
  return arm
}

describe('the read-out of a shop whose truth is known', () => {
  const offer = { take: 0.08, price: 2_000, refund: 0.1 }
  // Both arms are the same offer, so that between them there is nothing to find.
  const twoArms = [arms[1], arms[2]].flatMap((arm) => arm ?? [])

  it('finds a lift that is there and none where there is none, as often as it says', () => {
    let covered = 0
    let found = 0
    let suspicious = 0
    let falseAlarms = 0
    for (let run = 0; run < RUNS; run += 1) {
      const { usd, split, counts } = simulate(run, 3_000, { a: offer, b: offer })
      const truth = offer.take * offer.price * (1 - offer.refund)
      const { difference, verdict } = armOf(usd, 'a')
      if (difference && difference.low <= truth && truth <= difference.high) covered += 1
      if (verdict === 'better') found += 1
      if (split?.suspicious) suspicious += 1
      const [between] = readOut(counts, twoArms, 500)
      if (between?.arms.some((arm) => arm.verdict === 'better' || arm.verdict === 'worse')) falseAlarms += 1
    }
    const report = { runs: RUNS, covered, found, falseAlarms, suspicious }
    console.log('planted lift over the hold-out, no lift between the arms:', report)
    // Three standard errors of 200 runs are 4.6 points at 95 % and at 5 %.
    expect(covered / RUNS).toBeGreaterThan(0.904)
    expect(found / RUNS).toBeGreaterThan(0.99)
    expect(falseAlarms / RUNS).toBeLessThan(0.096)
    expect(suspicious).toBeLessThanOrEqual(2)
  })

  it('has the power it promises: the weeks it asks for are about enough', () => {
    const better = { ...offer, take: 0.12 }
    let found = 0
    for (let run = 0; run < RUNS; run += 1) {
      const { counts } = simulate(run, 3 * 1_500, { a: offer, b: better })
      const [between] = readOut(counts, twoArms, 500)
      if (between?.arms.some((arm) => arm.arm === 'b' && arm.verdict === 'better')) found += 1
    }
    console.log(`8 % against 12 % with 1,500 orders an arm: found in ${found} of ${RUNS}`)
    expect(found / RUNS).toBeGreaterThan(0.88)
    const { counts } = simulate(1, 600, { a: offer, b: better })
    const [early] = readOut(counts, twoArms, 300)
    expect(early?.arms.find(({ arm }) => arm === 'b')?.weeksToGo).toBeGreaterThan(1)
  })

  it('sees that a split is broken', () => {
    const people = new Map([
      ['none', 1_000],
      ['a', 1_000],
      ['b', 850],
    ])
    expect(checkSplit(people, arms, false)).toMatchObject({ suspicious: true })
    expect(checkSplit(people, arms, true)).toBeNull()
  })
})

describe('the bandit', () => {
  const arm = (key: string, netPerOrder: number, rest: object = {}) => ({
    ...{
      arm: key,
      holdOut: false,
      orders: 2_000,
      netPerOrder,
      variance: 90_000,
      accepted: 160,
      givenBack: 16,
    },
    ...{ weight: 1, ...rest },
  })

  it('moves to what earns more, half the way at a time, and leaves nobody without', () => {
    const weights = nextWeights([arm('a', 150), arm('b', 200), arm('none', 0, { holdOut: true })], seeded(7))
    expect(weights?.get('none')).toBe(1)
    expect(weights?.get('b')).toBeCloseTo(1.5, 1)
    expect((weights?.get('a') ?? 0) + (weights?.get('b') ?? 0)).toBeCloseTo(2)
    let again = weights
    for (let day = 0; day < 30; day += 1)
      again = nextWeights(
        [arm('a', 150, { weight: again?.get('a') }), arm('b', 200, { weight: again?.get('b') })],
        seeded(day),
      )
    expect((again?.get('a') ?? 0) / 2).toBeGreaterThan(0.04)
    expect((again?.get('a') ?? 0) / 2).toBeLessThan(0.07)
  })

  it('waits for enough orders, and does not follow what is given back', () => {
    expect(nextWeights([arm('a', 150, { orders: LEAST_ORDERS - 1 }), arm('b', 200)], seeded(1))).toBeNull()
    const guarded = nextWeights([arm('a', 150), arm('b', 200, { givenBack: 60 })], seeded(1))
    expect(guarded?.get('b')).toBeLessThan(guarded?.get('a') ?? 0)
  })

  it('treats equals alike', () => {
    const weights = nextWeights([arm('a', 150), arm('b', 150)], seeded(3))
    expect(Math.abs((weights?.get('a') ?? 0) - 1)).toBeLessThan(0.05)
  })
})
