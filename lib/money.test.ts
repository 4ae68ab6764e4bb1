import { describe, expect, it } from 'vitest'
import { formatMoney, sumByCurrency } from './money'

describe('money', () => {
  it('writes cents where a currency has them and none where it has not', () => {
    expect(formatMoney({ amount: 4900, currency: 'USD' }, 'en')).toBe('$49.00')
    expect(formatMoney({ amount: 1900, currency: 'JPY' }, 'en')).toBe('¥1,900')
    expect(formatMoney({ amount: 1900, currency: 'JPY' }, 'ja')).toBe('¥1,900')
    expect(formatMoney({ amount: 5, currency: 'KWD' }, 'en')).toMatch(/0\.005/)
  })

  it('never adds up two currencies', () => {
    expect(
      sumByCurrency([
        { amount: 4900, currency: 'USD' },
        { amount: 1900, currency: 'JPY' },
        { amount: 1900, currency: 'USD' },
      ]),
    ).toEqual([
      { amount: 6800, currency: 'USD' },
      { amount: 1900, currency: 'JPY' },
    ])
  })
})
