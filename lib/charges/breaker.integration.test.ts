import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.stubEnv('PAUSE_AFTER_UNKNOWN', '5')

const shop = await openShop()
const { accept, buyNow, newCustomer, newOffer, newProduct, theAttempt } = await import(
  '@/lib/testing/shopper'
)
const { db } = await import('@/lib/db/prisma')
const { priceOffer } = await import('@/lib/offers/price-offer')
const { isOneClickPaused } = await import('./breaker')
const { resolveAttempt } = await import('./resolve-attempt')
const { enterFlight, leaveFlight } = await import('./in-flight')

const customers = await Promise.all(Array.from({ length: 6 }, () => newCustomer()))
const [customer] = customers
if (!customer) throw new Error('nobody came')

async function lose(count: number) {
  const lost: string[] = []
  for (const buyer of customers.slice(0, count)) {
    const offer = await newOffer(buyer)
    shop.line.spoil(offer.providerProductId, { charged: true, answer: 'reset' })
    await accept(buyer, offer.impressionId)
    lost.push((await theAttempt(offer.impressionId)).id)
  }
  return lost
}
const minutesPass = (minutes: number) =>
  db.$executeRaw`UPDATE charge_attempt SET unknown_at = unknown_at - make_interval(mins => ${minutes}::int)`
const pathNow = async () => {
  const payment = await db.payment.findFirstOrThrow({ where: { attemptId: customer.attemptId } })
  const { providerProductId } = await newProduct()
  return priceOffer(payment, { providerProductId, quantities: [1], discountCode: null }, new Date())
}

test('five lost answers within a minute pause one click for new offers; look-ups that clear them up end it', async () => {
  const open = await newOffer(customers[5] ?? customer)
  const lost = await lose(4)
  expect(await isOneClickPaused()).toBe(false)
  lost.push(...(await lose(1)))
  expect(await isOneClickPaused()).toBe(true)
  expect(await pathNow()).toMatchObject({ path: 'hosted_checkout', pathReason: 'paused' })
  expect(await buyNow(customer, (await newProduct()).slug)).toBeNull()
  // What was offered before is charged as it was shown.
  await accept(customers[5] ?? customer, open.impressionId)
  expect(shop.line.charges((await theAttempt(open.impressionId)).id)).toHaveLength(1)

  for (const id of lost.slice(0, 4)) await resolveAttempt(id)
  expect(await isOneClickPaused()).toBe(true)
  await resolveAttempt(lost[4] ?? '')
  expect(await isOneClickPaused()).toBe(false)
  expect(await pathNow()).toMatchObject({ path: 'one_click', pathReason: 'saved_method' })
})

test('it ends ten minutes after the last, and lost answers that are far apart never start it', async () => {
  await minutesPass(60)
  await lose(5)
  expect(await isOneClickPaused()).toBe(true)
  await minutesPass(9)
  expect(await isOneClickPaused()).toBe(true)
  await minutesPass(2)
  expect(await isOneClickPaused()).toBe(false)
  await minutesPass(60)
  await lose(4)
  await minutesPass(2)
  await lose(4)
  expect(await isOneClickPaused()).toBe(false)
})

test('four charges are under way at once, the next waits its turn', async () => {
  expect(await Promise.all([1, 2, 3, 4].map(enterFlight))).toEqual([true, true, true, true])
  let entered = false
  const fifth = enterFlight().then((mine) => {
    entered = mine
    return mine
  })
  await db.$queryRaw`SELECT 1`
  expect(entered).toBe(false)
  leaveFlight()
  expect(await fifth).toBe(true)

  const offer = await newOffer(customers[1] ?? customer)
  await accept(customers[1] ?? customer, offer.impressionId)
  const refused = await theAttempt(offer.impressionId)
  expect(refused).toMatchObject({ state: 'failed', reason: 'NOT_SENT', posts: 0 })
  for (let left = 0; left < 4; left += 1) leaveFlight()
  await accept(customers[1] ?? customer, offer.impressionId, refused.id)
  expect(shop.line.charges(refused.id)).toEqual([])
  expect(await db.chargeAttempt.count({ where: { impressionId: offer.impressionId, posts: 1 } })).toBe(1)
})
