import { describe, expect, it } from 'vitest'
import { orderState } from './order-state'

const pending = { state: 'pending', reason: null, payments: [] } as const

describe('where an order stands', () => {
  it('is open until somebody comes back, and then tells the two ways back apart', () => {
    expect(orderState({ ...pending, payments: [] }, false, null).state).toBe('open')
    expect(orderState({ ...pending, payments: [] }, false, 'cancelled').state).toBe('cancelled')
    expect(orderState({ ...pending, payments: [] }, false, 'returned').state).toBe('confirming')
  })

  it('tells of a decline whichever way the shopper came back', () => {
    const declined = { state: 'failed', reason: 'INSUFFICIENT_FUNDS', payments: [{}] } as const
    for (const way of ['cancelled', 'returned', null] as const) {
      expect(orderState({ ...declined, payments: [] }, false, way)).toEqual({
        state: 'declined',
        declineReason: 'insufficient_funds',
      })
    }
  })

  it('is paid once it is paid', () => {
    expect(orderState({ ...pending, payments: [] }, true, 'returned').state).toBe('paid')
  })
})
