import { describe, expect, it } from 'vitest'
import { offerState } from './offer-state'
import { outcomeOf } from './outcome'
import { choosePath } from './payment-path'

const now = new Date('2026-11-22T12:00:00Z')
const later = new Date('2026-11-22T12:30:00Z')
const earlier = new Date('2026-11-22T11:59:59Z')
const usd = { paid: 'USD', offered: 'USD', paused: false }

describe('the payment path', () => {
  it('is one click on a saved method in its own currency', () => {
    expect(choosePath({ expiry: { month: 12, year: 2026 } }, usd, now)).toBe('saved_method')
    expect(choosePath({ expiry: null }, usd, now)).toBe('saved_method')
  })

  it('is the standard checkout otherwise, with the reason', () => {
    expect(choosePath(null, usd, now)).toBe('no_saved_method')
    expect(choosePath({ expiry: null }, { paid: 'JPY', offered: 'USD', paused: false }, now)).toBe(
      'currency_mismatch',
    )
    expect(choosePath({ expiry: { month: 10, year: 2026 } }, usd, now)).toBe('card_expired')
  })

  it('takes a card until the end of its last month', () => {
    const november = { expiry: { month: 11, year: 2026 } }
    expect(choosePath(november, usd, new Date('2026-11-30T23:59:59Z'))).toBe('saved_method')
    expect(choosePath(november, usd, new Date('2026-12-01T00:00:00Z'))).toBe('card_expired')
  })
})

describe('what the offer page shows', () => {
  const presented = { state: 'presented' as const, expiresAt: later, abandonedAt: null, undoneAt: null }
  const accepted = { ...presented, state: 'accepted' as const }
  const attempt = {
    state: 'pending' as const,
    method: 'one_click' as const,
    reason: null,
    checkoutUrl: null,
    payments: [],
  }
  const show = (facts: Partial<Parameters<typeof offerState>[0]>) =>
    offerState({ impression: presented, attempt: undefined, owned: false, forSale: true, now, ...facts })

  it('follows the decision and the money', () => {
    expect(show({})).toEqual({ name: 'ready' })
    expect(show({ owned: true })).toEqual({ name: 'already_bought' })
    expect(show({ forSale: false })).toEqual({ name: 'unavailable' })
    expect(show({ impression: { ...presented, expiresAt: earlier } })).toEqual({ name: 'expired' })
    expect(show({ impression: accepted, attempt })).toEqual({ name: 'processing' })
    expect(show({ impression: accepted, attempt: { ...attempt, state: 'unknown' } })).toEqual({
      name: 'checking',
    })
    expect(show({ impression: accepted, attempt: { ...attempt, state: 'succeeded' } })).toEqual({
      name: 'paid',
    })
    expect(
      show({ impression: accepted, attempt: { ...attempt, state: 'failed', reason: 'INSUFFICIENT_FUNDS' } }),
    ).toEqual({ name: 'declined', reason: 'insufficient_funds' })
  })

  it('never shows a ready offer once it was accepted', () => {
    for (const state of ['created', 'sending', 'pending', 'unknown', 'succeeded', 'failed'] as const) {
      expect(show({ impression: accepted, attempt: { ...attempt, state } }).name).not.toBe('ready')
    }
  })
})

describe('how an offer ended', () => {
  const impression = { state: 'accepted' as const, expiresAt: later, abandonedAt: null, undoneAt: null }

  it('stays open while the bank has it', () => {
    expect(outcomeOf(impression, { state: 'unknown' }, now)).toBe('open')
    expect(outcomeOf(impression, { state: 'failed' }, now)).toBe('open')
  })

  it('is a failure once the customer says not now, unless it was paid after all', () => {
    const abandoned = { ...impression, abandonedAt: now }
    expect(outcomeOf(abandoned, { state: 'failed' }, now)).toBe('failed')
    expect(outcomeOf(abandoned, { state: 'succeeded' }, now)).toBe('accepted')
  })

  it('is over when time ran out', () => {
    expect(outcomeOf({ ...impression, state: 'presented', expiresAt: earlier }, undefined, now)).toBe(
      'expired',
    )
  })
})
