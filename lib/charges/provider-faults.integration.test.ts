import { describe, expect, test, vi } from 'vitest'
import type { Fault } from '@/lib/testing/provider-line'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, age, newCustomer, newOffer, payElsewhere, theAttempt } = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

const HOUR = 3_600
const customer = await newCustomer()

const json = (body: unknown) => JSON.stringify(body)
const refusal = json({ code: 'INVALID_REQUEST_PARAMETERS', message: 'no' })
const status = (status: number, body = refusal, headers = {}): Fault['answer'] => ({ status, body, headers })
const html = (status: number): Fault['answer'] => ({
  status,
  body: '<html>Bad gateway</html>',
  type: 'text/html',
})
const AGAIN = { 'x-should-retry': 'true', 'retry-after': '0' }

/** Answers after which nobody can know whether the charge was made (trust: 3.5). */
const UNKNOWN: [string, Fault['answer']][] = [
  ['a connection that breaks', 'reset'],
  ...[408, 409, 425, 429, 500, 502, 503, 504].map((code): [string, Fault['answer']] => [
    `${code}`,
    status(code),
  ]),
  ...[409, 429, 500].map((code): [string, Fault['answer']] => [
    `${code} that asks for a retry`,
    status(code, refusal, AGAIN),
  ]),
  ['a page of HTML as 200', html(200)],
  ['a page of HTML as 404', html(404)],
  ['a page of HTML as 422', html(422)],
  ['a 401 without the provider’s words', html(401)],
  ['an empty 200', status(200, '')],
  ['a 204', status(204, '')],
  ['JSON cut off', status(200, '{"session_id":"cks_1","payme')],
  ['a 200 without ids', status(200, '{}')],
  ['a 200 with ids of null', status(200, json({ session_id: null, payment_id: null }))],
  ['a 200 with numbers for ids', status(200, json({ session_id: 1, payment_id: 2 }))],
  ...[301, 302, 303, 307, 308].map((code): [string, Fault['answer']] => [
    `a redirect (${code}) to itself`,
    { status: code, body: '', headers: { location: '/checkouts' } },
  ]),
]

/** Answers that say nothing was charged (trust: S1), and what the customer is told. */
const REFUSED: [string, Fault['answer'], string][] = [
  ['400', status(400), 'INVALID_REQUEST_PARAMETERS'],
  ['404', status(404), 'INVALID_REQUEST_PARAMETERS'],
  ['422', status(422), 'INVALID_REQUEST_PARAMETERS'],
  ['422 that asks for a retry', status(422, refusal, AGAIN), 'INVALID_REQUEST_PARAMETERS'],
  ['401', status(401, json({ code: 'UNAUTHORIZED' })), 'NOT_SENT'],
  ['403', status(403, json({ code: 'MERCHANT_NOT_LIVE' })), 'NOT_SENT'],
]

async function acceptUnder(fault: Fault) {
  const offer = await newOffer(customer)
  shop.line.spoil(offer.providerProductId, fault)
  await Promise.all([accept(customer, offer.impressionId), accept(customer, offer.impressionId)])
  return { ...offer, attempt: await theAttempt(offer.impressionId) }
}

const entitlements = (impressionId: string) => db.entitlement.count({ where: { line: { impressionId } } })
const paymentOf = async (attemptId: string) => {
  const { items } = await shop.control<{ items: { payment_id: string; metadata: Record<string, string> }[] }>(
    'GET',
    '/payments',
  )
  return items.find(({ metadata }) => metadata.attempt_id === attemptId)?.payment_id ?? ''
}

describe('an answer that proves nothing', () => {
  test.each(UNKNOWN)('%s, and it was charged: found by listing, one POST', async (_, answer) => {
    const { attempt, impressionId } = await acceptUnder({ charged: true, answer })
    expect(attempt).toMatchObject({ state: 'unknown', posts: 1, providerPaymentId: null })
    await payElsewhere(customer, impressionId)
    await accept(customer, impressionId)
    await resolveAttempt(attempt.id)
    expect(await theAttempt(impressionId)).toMatchObject({ state: 'succeeded', chargedMinor: 1_900 })
    expect(await entitlements(impressionId)).toBe(1)
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
  })

  test.each(UNKNOWN)(
    '%s, and it was not charged: shut, then shown to a person, one POST',
    async (_, answer) => {
      const { attempt, impressionId } = await acceptUnder({ charged: false, answer })
      expect(attempt).toMatchObject({ state: 'unknown', posts: 1 })
      await resolveAttempt(attempt.id)
      expect((await theAttempt(impressionId)).state).toBe('unknown')
      await age(attempt.id, HOUR)
      await resolveAttempt(attempt.id)
      expect(await theAttempt(impressionId)).toMatchObject({ state: 'needs_review', reason: 'NO_PROOF' })
      await accept(customer, impressionId)
      expect(await payElsewhere(customer, impressionId)).toEqual({ to: 'offer' })
      expect(shop.line.charges(attempt.id)).toHaveLength(1)
      expect(await entitlements(impressionId)).toBe(0)
    },
  )
})

describe('an answer that says no', () => {
  test.each(REFUSED)('%s: nothing was charged, another way is open', async (_, answer, reason) => {
    const { attempt, impressionId } = await acceptUnder({ charged: false, answer })
    expect(attempt).toMatchObject({ state: 'failed', reason, posts: 1 })
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
    expect(await payElsewhere(customer, impressionId)).toMatchObject({ to: 'checkout' })
  })

  test.each(REFUSED.filter(([, , reason]) => reason !== 'NOT_SENT'))(
    '%s that was not true: the late news delivers, nothing is charged again',
    async (_, answer) => {
      const { attempt, impressionId } = await acceptUnder({ charged: true, answer })
      expect(attempt.state).toBe('failed')
      await accept(customer, impressionId)
      await syncPayment(await paymentOf(attempt.id))
      expect((await theAttempt(impressionId)).state).toBe('succeeded')
      expect(await entitlements(impressionId)).toBe(1)
      expect(shop.line.charges(attempt.id)).toHaveLength(1)
    },
  )
})

describe('an answer that names another payment', () => {
  test.each([true, false])('one of an earlier order, or of nobody; charged: %s', async (charged) => {
    const earlier = await db.chargeAttempt.findFirstOrThrow({ where: { orderId: customer.orderId } })
    for (const payment_id of [earlier.providerPaymentId, 'pay_of_nobody']) {
      const answer = status(200, json({ session_id: `cks_${payment_id}_${charged}`, payment_id }))
      const { attempt, impressionId } = await acceptUnder({ charged, answer })
      await age(attempt.id, HOUR)
      await resolveAttempt(attempt.id)
      const { state } = await theAttempt(impressionId)
      expect(state).toBe(charged ? 'succeeded' : 'needs_review')
      expect(await entitlements(impressionId)).toBe(charged ? 1 : 0)
      expect(shop.line.charges(attempt.id)).toHaveLength(1)
    }
  })
})

describe('a charge that succeeds but cannot be read', () => {
  test('stays pending until the provider can be read again', async () => {
    const offer = await newOffer(customer)
    await accept(customer, offer.impressionId)
    const attempt = await theAttempt(offer.impressionId)
    expect(attempt.state).toBe('pending')
    const ofThePayment = ({ path }: { path: string }) => path.startsWith('/payments')
    for (const answer of [status(500), html(200), status(200, '{"payment_id":"x"}'), 'reset'] as const) {
      for (const _ of ['by its id', 'by listing']) shop.line.spoil(ofThePayment, { charged: true, answer })
      await resolveAttempt(attempt.id)
      expect((await theAttempt(offer.impressionId)).state).toBe('pending')
    }
    await resolveAttempt(attempt.id)
    expect((await theAttempt(offer.impressionId)).state).toBe('succeeded')
  })
})
