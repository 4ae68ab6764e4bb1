import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  chiSquareP,
  difference,
  neededPerArm,
  normalQuantile,
  sampleOf,
  share,
  upperGamma,
} from './statistics'

// Reference values are those of the tables of the normal and the chi-square distribution.
describe('statistics', () => {
  it.each([
    [0.975, 1.959963984540054],
    [0.8, 0.8416212335729143],
    [0.001, -3.090232306167814],
    [0.5, 0],
  ])('the normal quantile of %f is %f', (p, z) => {
    expect(normalQuantile(p)).toBeCloseTo(z, 7)
  })

  it('the normal quantile is odd and grows', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 0.499, noNaN: true }), (p) => {
        expect(normalQuantile(1 - p)).toBeCloseTo(-normalQuantile(p), 6)
        expect(normalQuantile(p + 0.001)).toBeGreaterThan(normalQuantile(p))
      }),
    )
  })

  it.each([
    [3.841458820694124, 1, 0.05],
    [6.634896601021213, 1, 0.01],
    [5.991464547107979, 2, 0.05],
    [18.30703805327515, 10, 0.05],
    [0.1, 1, 0.7518296340458492],
  ])('chi-square %f with %i degrees of freedom has p = %f', (statistic, df, p) => {
    expect(upperGamma(df / 2, statistic / 2)).toBeCloseTo(p, 10)
  })

  it('a split that is what it should be is likely, another is not', () => {
    expect(chiSquareP([5_000, 5_000], [1, 1])).toBeCloseTo(1, 10)
    expect(chiSquareP([821_588, 815_482], [1, 1])).toBeCloseTo(0.00000182, 7)
    expect(chiSquareP([10, 0], [0, 1])).toBe(0)
    expect(chiSquareP([], [])).toBe(1)
  })

  it('a share has Wilson’s interval', () => {
    // Its ends are the shares from which 8 of 100 is just 1.96 standard errors away.
    const { low, high } = share(8, 100)
    for (const end of [low, high])
      expect(Math.abs(0.08 - end) / Math.sqrt((end * (1 - end)) / 100)).toBeCloseTo(1.959964, 6)
    expect(low).toBeLessThan(high)
    expect(share(0, 10).low).toBe(0)
    expect(share(0, 0)).toEqual({ rate: 0, low: 0, high: 1 })
  })

  it('a difference of means has Welch’s interval, and sums give the same sample as the values', () => {
    const values = [3, 5, 7, 9]
    const sums = { n: 4, sum: 24, squares: 164 }
    expect(sampleOf(sums)).toEqual({ n: 4, mean: 6, variance: 20 / 3 })
    expect(values).toHaveLength(sums.n)
    const found = difference({ n: 1_000, mean: 10, variance: 4 }, { n: 500, mean: 9, variance: 9 })
    expect(found?.estimate).toBe(1)
    expect(found?.low).toBeCloseTo(1 - 1.959964 * Math.sqrt(0.004 + 0.018), 5)
    expect(difference({ n: 1, mean: 1, variance: 0 }, { n: 9, mean: 1, variance: 1 })).toBeNull()
  })

  it('how many it takes: 8.0 % against 9.6 % takes about 4,900 views an arm', () => {
    const p = 0.088
    expect(neededPerArm(p * (1 - p), 0.016)).toBeGreaterThan(4_800)
    expect(neededPerArm(p * (1 - p), 0.016)).toBeLessThan(5_000)
  })
})
