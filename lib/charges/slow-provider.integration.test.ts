import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, newCustomer, newOffer, theAttempt } = await import('@/lib/testing/shopper')
const { resolveAttempt } = await import('./resolve-attempt')

const customer = await newCustomer()

// Real time, once: the limit is eight seconds to the end of the body.
test.each([
  ['silence', true],
  ['silence', false],
  ['drip', true],
  ['drip', false],
] as const)(
  '%s for longer than the limit (charged: %s) ends the call, which is not sent again',
  {
    concurrent: true,
    timeout: 40_000,
  },
  async (answer, charged) => {
    const offer = await newOffer(customer)
    shop.line.spoil(offer.providerProductId, { charged, answer })
    const start = performance.now()
    await accept(customer, offer.impressionId)
    const seconds = (performance.now() - start) / 1_000
    expect(seconds).toBeGreaterThan(7.5)
    expect(seconds).toBeLessThan(19)

    const attempt = await theAttempt(offer.impressionId)
    expect(attempt).toMatchObject({ state: 'unknown', posts: 1 })
    await resolveAttempt(attempt.id)
    expect((await theAttempt(offer.impressionId)).state).toBe(charged ? 'succeeded' : 'unknown')
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
  },
)
