import { afterEach, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', () => ({ refresh: () => undefined }))

const shop = await openShop()
const people = await import('@/lib/testing/shopper')
const { bumpFor, newPlace, told } = await import('@/lib/testing/places')
const { leads } = await import('@/lib/testing/actions')
const { inBrowser } = await import('@/lib/testing/browser')
const { newSignedIn } = await import('@/lib/testing/account')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { startCheckoutAction } = await import('@/lib/checkout/actions')
const { findInvariantBreaks } = await import('@/lib/invariants/check-invariants')
const { getOrder } = await import('@/lib/orders/queries')
const { syncRefund } = await import('@/lib/refunds/sync-refund')
const { getBumpForAll } = await import('./present-bump')

type Shopper = Awaited<ReturnType<typeof people.newShopper>>

/** A product with another one beside its buy button. */
async function newPair(options: Parameters<typeof newPlace>[2] = {}) {
  const main = await people.newProduct({ price: 4_900 })
  return { main, ...(await newPlace('order_bump', main, options)) }
}

const boxOf = async (shopper: Shopper, slug: string, ticked = true) => {
  const bump = await bumpFor(shopper, slug)
  if (!bump) throw new Error('nothing stands beside the button')
  return { token: bump.token, ticked }
}

async function buy(shopper: Shopper, slug: string, ticked: boolean, fields: Record<string, string> = {}) {
  const checkout = await people.openCheckout(shopper, slug, await boxOf(shopper, slug, ticked))
  await people.pay(shopper, checkout.url, fields)
  return { ...checkout, next: await people.comeBack(shopper, checkout.orderId) }
}

const linesOf = (orderId: string) =>
  db.orderLine.findMany({
    where: { orderId },
    include: { entitlements: true },
    orderBy: { createdAt: 'asc' },
  })
/** The cart of the checkout that was opened last. */
const lastCart = () =>
  (
    shop.line.calls.findLast(({ method, path }) => method === 'POST' && path === '/checkouts')?.body
      .product_cart as { product_id: string }[] | undefined
  )?.map(({ product_id }) => product_id)

afterEach(async () => {
  expect(await findInvariantBreaks()).toEqual([])
})

describe('ticked', () => {
  test('both are in one cart, paid by one payment, each granted once, with the provider’s own parts', async () => {
    const { main, offer, product } = await newPair()
    const shopper = await people.newShopper()
    const { orderId, attemptId } = await buy(shopper, main.slug, true, { country: 'DE' })
    expect(lastCart()).toEqual([main.providerProductId, product.providerProductId])
    await resolveAttempt(attemptId)
    await work()
    const lines = await linesOf(orderId)
    const [first, second] = lines
    expect(lines.map(({ productId }) => productId)).toEqual([main.id, product.id])
    expect(lines.every(({ state, entitlements }) => state === 'paid' && entitlements.length === 1)).toBe(true)
    expect(first?.paymentId).toBe(second?.paymentId)
    const payment = await db.payment.findUniqueOrThrow({ where: { id: first?.paymentId ?? '' } })
    expect(payment.totalMinor).toBe(Math.round(6_800 * 1.19))
    expect((first?.totalMinor ?? 0) + (second?.totalMinor ?? 0)).toBe(payment.totalMinor)
    expect((first?.taxMinor ?? 0) + (second?.taxMinor ?? 0)).toBe(payment.taxMinor)
    expect(second?.totalMinor).toBe(2_261)
    expect(await told(offer)).toEqual(['shown', 'accepted'])
    const decision = await db.offerDecision.findFirstOrThrow({ where: { orderId, placement: 'order_bump' } })
    expect(decision).toMatchObject({ why: 'won', impressionId: second?.impressionId })
    const receipt = await inBrowser(shopper.browser, () => getOrder(orderId, 'en'))
    expect(receipt?.totals).toEqual([{ amount: payment.totalMinor, currency: 'USD' }])
    expect(receipt?.lines.map(({ undoUntil }) => undoUntil)).toEqual([null, null])
  })

  test('the same wish goes on with the same checkout; without the tick it is another one', async () => {
    const { main } = await newPair()
    const shopper = await people.newShopper()
    const box = await boxOf(shopper, main.slug)
    const first = await people.openCheckout(shopper, main.slug, box)
    expect((await people.openCheckout(shopper, main.slug, box)).url).toBe(first.url)
    const without = await people.openCheckout(shopper, main.slug, { ...box, ticked: false })
    expect(without.url).not.toBe(first.url)
    expect((await people.openCheckout(shopper, main.slug, null)).url).toBe(without.url)
  })

  test('left and resumed, the order names both and the cart has both', async () => {
    const { main, offer, product } = await newPair()
    const shopper = await people.newShopper()
    const first = await people.openCheckout(shopper, main.slug, await boxOf(shopper, main.slug))
    await db.chargeAttempt.update({
      where: { id: first.attemptId },
      data: { state: 'failed', reason: 'EXPIRED', settledAt: new Date() },
    })
    const view = await inBrowser(shopper.browser, () => getOrder(first.orderId, 'en'))
    expect(view?.added).toMatchObject({ name: product.slug, price: { amount: 1_900, currency: 'USD' } })
    const resumed = await people.resumeAt(first.orderId)
    expect(resumed.ok).toBe(true)
    expect(lastCart()).toEqual([main.providerProductId, product.providerProductId])
    // Switched off meanwhile: neither named nor sold.
    await db.offer.update({ where: { id: offer }, data: { active: false } })
    const after = await inBrowser(shopper.browser, () => getOrder(first.orderId, 'en'))
    expect(after?.added).toBeNull()
  })

  test('nothing is told of an order that nobody paid', async () => {
    const { main, offer } = await newPair()
    const shopper = await people.newShopper()
    const { orderId } = await people.openCheckout(shopper, main.slug, await boxOf(shopper, main.slug))
    expect(await told(offer)).toEqual([])
    expect(await db.impression.count({ where: { orderId } })).toBe(0)
  })

  test('given back as a whole, both lines are withdrawn, and the books of the shop add up', async () => {
    const { main } = await newPair()
    const shopper = await people.newShopper()
    const { orderId } = await buy(shopper, main.slug, true)
    const [line] = await linesOf(orderId)
    const refund = await shop.provider.refunds.create({ payment_id: line?.paymentId ?? '' })
    await syncRefund(refund.refund_id)
    expect((await linesOf(orderId)).map(({ state }) => state)).toEqual(['withdrawn', 'withdrawn'])
    const sums = () =>
      db.$queryRaw`SELECT sum(orders)::int AS orders, sum(lines)::int AS lines, sum(revenue_minor)::int AS revenue,
        sum(refunded_minor)::int AS refunded, sum(shown)::int AS shown, sum(accepted)::int AS accepted FROM shop_stat`
    const live = await sums()
    await db.$executeRaw`SELECT rebuild_shop_stat()`
    expect(await sums()).toEqual(live)
  })
})

describe('left unticked', () => {
  test('only the main product is bought, and the order is not asked for the other one again', async () => {
    const { main, offer, product } = await newPair()
    const again = `again-${offer}`
    const rule = { fact: 'bought' as const, in: [main.slug] }
    await people.newFunnel(again, 'post_purchase', [{ offer: again, product: product.id }], { rule })
    const shopper = await people.newShopper()
    const { orderId, next } = await buy(shopper, main.slug, false)
    expect(lastCart()).toEqual([main.providerProductId])
    expect((await linesOf(orderId)).map(({ productId }) => productId)).toEqual([main.id])
    expect(await told(offer)).toEqual(['shown', 'expired'])
    expect(next).toBe(`/en/orders/${orderId}`)
    expect(await told(again)).toEqual([])
  })
})

describe('what no longer stands is not sold', () => {
  const cases: Record<
    string,
    (pair: Awaited<ReturnType<typeof newPair>>, shopper: Shopper) => Promise<unknown>
  > = {
    'switched off': ({ offer }) => db.offer.update({ where: { id: offer }, data: { active: false } }),
    'the funnel switched off': ({ offer }) =>
      db.funnel.update({ where: { key: offer }, data: { active: false } }),
    'its price moved': ({ product }) =>
      db.product.update({ where: { id: product.id }, data: { priceMinor: 2_000 } }),
    'out of sale': ({ product }) => db.product.update({ where: { id: product.id }, data: { active: false } }),
    owned: async ({ product }, shopper) => {
      const { url, orderId } = await people.openCheckout(shopper, product.slug)
      await people.pay(shopper, url)
      await people.comeBack(shopper, orderId)
    },
  }
  test.each(Object.keys(cases))('%s', async (name) => {
    const pair = await newPair()
    const shopper = await people.newShopper()
    const box = await boxOf(shopper, pair.main.slug)
    await cases[name]?.(pair, shopper)
    const { orderId, url } = await people.openCheckout(shopper, pair.main.slug, box)
    expect(lastCart()).toEqual([pair.main.providerProductId])
    expect(await db.orderBump.count({ where: { orderId } })).toBe(0)
    await people.pay(shopper, url)
    await people.comeBack(shopper, orderId)
    expect((await linesOf(orderId)).map(({ productId }) => productId)).toEqual([pair.main.id])
    expect(await told(pair.offer)).toEqual([])
  })

  test('a form that was made up', async () => {
    const { main } = await newPair()
    const other = await newPair()
    const shopper = await people.newShopper()
    const foreign = await boxOf(shopper, other.main.slug)
    for (const bump of ['x', foreign.token]) {
      await leads(shopper.browser, startCheckoutAction, {
        ...{ product: main.slug, locale: 'en', bump, add: 'on' },
      })
      expect(lastCart()).toEqual([main.providerProductId])
    }
  })

  test('the form of the page, as it is sent', async () => {
    const { main, product } = await newPair()
    const shopper = await people.newShopper()
    const { token } = await boxOf(shopper, main.slug)
    await leads(shopper.browser, startCheckoutAction, {
      ...{ product: main.slug, locale: 'en', bump: token, add: 'on' },
    })
    expect(lastCart()).toEqual([main.providerProductId, product.providerProductId])
  })
})

describe('who sees it', () => {
  test('everybody of whom nothing is known; not who owns it, switched offers off, or has spent the budget', async () => {
    const { main, product } = await newPair()
    expect(await getBumpForAll(main.slug, 'en')).toMatchObject({ name: product.slug })
    const user = await newSignedIn(shop)
    expect(await bumpFor(user, main.slug)).not.toBeNull()
    await db.user.update({ where: { id: user.user.id }, data: { offersOff: true } })
    expect(await bumpFor(user, main.slug)).toBeNull()
    const owner = await people.newShopper()
    const { url, orderId } = await people.openCheckout(owner, product.slug)
    await people.pay(owner, url)
    await people.comeBack(owner, orderId)
    expect(await bumpFor(owner, main.slug)).toBeNull()
  })

  test('never a plan, another currency, or the product itself', async () => {
    const main = await people.newProduct()
    const rule = { fact: 'bought' as const, in: [main.slug] }
    const plan = await people.newProduct({ kind: 'subscription' })
    const yen = await people.newProduct()
    await db.product.update({ where: { id: yen.id }, data: { currency: 'JPY' } })
    for (const { id } of [plan, yen, main])
      await people.newFunnel(`bump-${id}`, 'order_bump', [{ offer: `bump-${id}`, product: id }], { rule })
    expect(await getBumpForAll(main.slug, 'en')).toBeNull()
    const shopper = await people.newShopper()
    expect(await bumpFor(shopper, main.slug)).toBeNull()
    const { orderId } = await people.openCheckout(shopper, main.slug)
    expect(await db.offerDecision.findFirst({ where: { orderId, why: 'won' } })).toBeNull()
  })

  test('an experiment’s hold-out sees nothing, counts once paid, and stays in its arm', async () => {
    const { main, offer } = await newPair()
    const funnel = await db.funnel.findUniqueOrThrow({ where: { key: offer } })
    await db.experiment.create({
      data: {
        ...{ id: offer, key: offer, state: 'running', startedAt: new Date() },
        arms: {
          create: [
            { key: 'show', funnelId: funnel.id, weight: 0 },
            { key: 'none', funnelId: null, weight: 1 },
          ],
        },
      },
    })
    expect(await getBumpForAll(main.slug, 'en')).toBeNull()
    const shopper = await people.newShopper()
    expect(await bumpFor(shopper, main.slug)).toBeNull()
    const { orderId, url } = await people.openCheckout(shopper, main.slug)
    expect(await db.experimentExposure.count({ where: { orderId } })).toBe(0)
    await people.pay(shopper, url)
    await people.comeBack(shopper, orderId)
    expect(await db.experimentExposure.findMany({ where: { orderId } })).toMatchObject([{ arm: 'none' }])
    const decision = await db.offerDecision.findFirstOrThrow({ where: { orderId, placement: 'order_bump' } })
    expect(decision.why).toBe('hold_out')
    expect(await told(offer)).toEqual([])
  })
})
