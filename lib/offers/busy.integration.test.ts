import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', async (original) => ({ ...(await original<object>()), refresh: () => {} }))

const shop = await openShop()
const { attemptsOf, newCustomer, newOffer, newProduct, newShopper, theAttempt } = await import(
  '@/lib/testing/shopper'
)
const { leads } = await import('@/lib/testing/actions')
const { pool } = await import('@/lib/db/pool')
const { db } = await import('@/lib/db/prisma')
const { startCheckoutAction } = await import('@/lib/checkout/actions')
const { acceptOfferAction, declineOfferAction, payAnotherWayAction } = await import('./actions')

const BUSY = '/en/checkout/busy'
const customer = await newCustomer()

/** Runs something while no connection to the database is free. */
async function withoutConnections<T>(run: () => Promise<T>): Promise<T> {
  const held = await Promise.all(Array.from({ length: 10 }, () => pool.connect()))
  try {
    return await run()
  } finally {
    for (const client of held) client.release()
  }
}

test('clicks that find no free connection are told so; nothing was done, and the next one charges once', {
  timeout: 30_000,
}, async () => {
  const offer = await newOffer(customer)
  const form = { impression: offer.impressionId, locale: 'en' }
  const { slug } = await newProduct()
  const stranger = await newShopper()
  const orders = await db.order.count()
  const calls = shop.line.calls.length
  const answers = await withoutConnections(() =>
    Promise.all([
      leads(customer.browser, acceptOfferAction, form),
      leads(customer.browser, payAnotherWayAction, form),
      leads(customer.browser, declineOfferAction, form),
      leads(stranger.browser, startCheckoutAction, { product: slug, locale: 'en' }),
    ]),
  )
  expect(answers).toEqual([BUSY, BUSY, BUSY, BUSY])
  expect(shop.line.calls.length).toBe(calls)
  expect(await db.order.count()).toBe(orders)
  expect(await attemptsOf(offer.orderId, offer.impressionId)).toEqual([])
  expect(await leads(customer.browser, acceptOfferAction, form)).toContain('?accepted=1')
  expect(shop.line.charges((await theAttempt(offer.impressionId)).id)).toHaveLength(1)
})

test('a click that waits too long for another one of the same shopper is told so', async () => {
  const offer = await newOffer(customer)
  const form = { impression: offer.impressionId, locale: 'en' }
  const other = await pool.connect()
  try {
    await other.query('BEGIN')
    await other.query('SELECT 1 FROM shopper_session WHERE id = $1 FOR UPDATE', [customer.sessionId])
    expect(await leads(customer.browser, acceptOfferAction, form)).toBe(BUSY)
  } finally {
    await other.query('ROLLBACK')
    other.release()
  }
  expect(await attemptsOf(offer.orderId, offer.impressionId)).toEqual([])
  expect(await leads(customer.browser, acceptOfferAction, form)).toContain('?accepted=1')
})

test('a charge that breaks off after the yes leads to the offer, and is found by its look-up', async () => {
  const offer = await newOffer(customer)
  const form = { impression: offer.impressionId, locale: 'en' }
  const { query } = pool
  const broken = vi.spyOn(pool, 'query').mockImplementation((...args: unknown[]) => {
    const [statement] = args as [{ name?: string }]
    if (statement.name === 'record_answer') throw new Error('timeout exceeded when trying to connect')
    return (query as (...given: unknown[]) => unknown).apply(pool, args)
  })
  expect(await leads(customer.browser, acceptOfferAction, form)).toContain('?accepted=1')
  broken.mockRestore()
  const attempt = await theAttempt(offer.impressionId)
  expect(attempt.state).toBe('sending')
  expect(shop.line.charges(attempt.id)).toHaveLength(1)
})
