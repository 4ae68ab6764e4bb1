import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AttemptState } from '@/lib/db/generated/enums'
import { declineReasonOf, isOpen, nextLookup, nextState, supersedes, type Verdict, verdictOf } from './state'

const verdict = fc.constantFrom<Verdict>('pending', 'action_required', 'failed', 'succeeded')
const state = fc.constantFrom(...Object.values(AttemptState))

describe('attempt states', () => {
  it('never leave success', () => {
    fc.assert(
      fc.property(verdict, (news) => {
        expect(nextState('succeeded', news, true)).toBeNull()
      }),
    )
  })

  it('never go back to a state from which a charge would be sent', () => {
    fc.assert(
      fc.property(state, verdict, (from, news) => {
        expect(['created', 'sending']).not.toContain(nextState(from, news, true))
      }),
    )
  })

  it('let a late success of a declined attempt in, and another payment, but not the declined one', () => {
    expect(nextState('failed', 'succeeded', false)).toBe('succeeded')
    expect(nextState('failed', 'pending', false)).toBeNull()
    expect(nextState('failed', 'action_required', false)).toBeNull()
    expect(nextState('failed', 'pending', true)).toBe('pending')
    expect(nextState('failed', 'action_required', true)).toBe('action_required')
    expect(nextState('failed', 'failed', true)).toBeNull()
  })

  it('keep the door shut while the outcome is not known', () => {
    expect(isOpen('unknown')).toBe(true)
    expect(isOpen('needs_review')).toBe(true)
    expect(isOpen('failed')).toBe(false)
  })
})

describe('news of a payment', () => {
  const status = fc.constantFrom(
    'processing',
    'requires_customer_action',
    'requires_payment_method',
    'failed',
    'cancelled',
    'succeeded',
    'something_new',
  )

  it('ends in the same state in whatever order it comes', () => {
    fc.assert(
      fc.property(fc.array(status, { minLength: 1, maxLength: 6 }), (news) => {
        const settle = (order: string[]) =>
          verdictOf(order.reduce((known, next) => (supersedes(next, known) ? next : known)))
        expect(settle(news)).toBe(settle([...news].reverse()))
      }),
    )
  })

  it('treats a status it does not know as alive', () => {
    expect(verdictOf('something_new')).toBe('pending')
  })
})

describe('decline reasons', () => {
  it('never tell a stolen card from any other refusal', () => {
    for (const code of ['STOLEN_CARD', 'LOST_CARD', 'FRAUDULENT', 'PICKUP_CARD']) {
      expect(declineReasonOf(code)).toBe('declined')
    }
  })
})

describe('look-ups', () => {
  it('start within seconds, become rarer and end', () => {
    const now = new Date(0)
    const times = Array.from({ length: 14 }, (_, n) => nextLookup(n, now)?.getTime() ?? 0)
    expect(times[0]).toBe(3_000)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(nextLookup(14, now)).toBeNull()
  })
})
