import { beforeEach, describe, expect, test, vi } from 'vitest'
import { inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { newSignedIn, signInWith } = await import('@/lib/testing/account')
const people = await import('@/lib/testing/shopper')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { plant } = await import('@/lib/testing/plant')
const { acceptOffer } = await import('@/lib/offers/accept-offer')
const { findOwnImpression } = await import('@/lib/offers/find-own-impression')
const { getOrder } = await import('@/lib/orders/queries')
const { getAccount } = await import('@/lib/account/queries')
const { ensureCustomer } = await import('./ensure-customer')
const { keepCard } = await import('./keep-card')
const { chooseCard, removeCard } = await import('./change-cards')
const { listKeptCards } = await import('./queries')

type Customer = Awaited<ReturnType<typeof newSignedIn>>
let ada: Customer
let link: string
const seen = { locale: 'en' as const, userAgent: 'test' }

beforeEach(async () => {
  ada = await newSignedIn(shop)
  const made = await ensureCustomer(ada.user)
  if (!made.ok) throw new Error('no customer')
  link = made.value
})

/** Buys on the provider's page and, a day of shopping later, is no longer in that sitting. */
async function buyAndKeep(customer: Customer, fields: Record<string, string> = {}) {
  const { orderId, url } = await people.openCheckout(customer, (await people.newProduct()).slug)
  await people.pay(customer, url, fields)
  await people.comeBack(customer, orderId)
  expect(await keepCard(customer.user.id, orderId, seen)).toEqual({ ok: true, value: null })
  await db.order.update({ where: { id: orderId }, data: { paidAt: new Date(Date.now() - 3_600_000) } })
  return orderId
}

const cards = (customer: Customer) => inBrowser(customer.browser, listKeptCards)
const lastFours = async (customer: Customer) =>
  (await cards(customer)).map(({ lastFour, chosen }) => [lastFour, chosen])
const accept = async (customer: Customer, impressionId: string) => {
  const impression = await inBrowser(customer.browser, () => findOwnImpression(impressionId))
  if (!impression) throw new Error('the offer is not theirs')
  return acceptOffer(impression, people.seen)
}
const grow = (customer: Customer, hours: number) =>
  db.login.updateMany({
    where: { userId: customer.user.id },
    data: { createdAt: new Date(Date.now() - hours * 3_600_000) },
  })
const methodsAtProvider = async (customerId: string) =>
  (await shop.provider.customers.retrievePaymentMethods(customerId)).items

async function offered(customer: Customer, slug?: string) {
  const offer = await people.buyNow(customer, slug ?? (await people.newProduct()).slug)
  if (offer?.kind !== 'presented') throw new Error(`not offered: ${JSON.stringify(offer)}`)
  return offer
}

describe('a kept card', () => {
  test('is kept only by saying so, with the words that were shown', async () => {
    const { orderId, url } = await people.openCheckout(ada, (await people.newProduct()).slug)
    await people.pay(ada, url)
    await people.comeBack(ada, orderId)
    expect(await cards(ada)).toEqual([])
    await Promise.all([keepCard(ada.user.id, orderId, seen), keepCard(ada.user.id, orderId, seen)])
    expect(await lastFours(ada)).toEqual([['4242', true]])
    const row = await db.savedMethod.findFirstOrThrow({ where: { userId: ada.user.id } })
    expect(row).toMatchObject({ providerCustomer: link, locale: 'en', userAgent: 'test', revokedAt: null })
    expect(row.textHash).toMatch(/^[0-9a-f]{64}$/)
  })

  test('buys on the next visit, in another browser too, as an order of its own', async () => {
    const first = await buyAndKeep(ada)
    const phone = { ...ada, browser: newBrowser(SHOP_URL) }
    await signInWith(shop, phone.browser, ada.email)
    const product = await people.newProduct()
    const offer = await offered(phone, product.slug)
    expect(await inBrowser(phone.browser, () => getOrder(offer.orderId, 'en'))).toBeNull()
    await Promise.all(Array.from({ length: 5 }, () => accept(phone, offer.impressionId)))
    expect(await people.comeBack(phone, offer.orderId, offer.impressionId)).toBe(
      `/en/orders/${offer.orderId}`,
    )
    const order = await inBrowser(phone.browser, () => getOrder(offer.orderId, 'en'))
    expect(order).toMatchObject({ state: 'paid', email: ada.email, atOffer: null, lines: [{}] })
    const attempt = await people.theAttempt(offer.impressionId)
    expect(shop.line.charges(attempt.id)).toMatchObject([{ body: { customer: { customer_id: link } } }])
    const orders = (await inBrowser(phone.browser, () => getAccount('en')))?.orders
    expect(orders?.map(({ id }) => id)).toEqual([offer.orderId, first])
    const strange = expect.objectContaining({ class: 'I13', subject: attempt.id })
    expect(await plant()).not.toContainEqual(strange)
    const stolen = `UPDATE "order" SET user_id = NULL WHERE id = '${offer.orderId}'`
    expect(await plant(stolen)).toContainEqual(strange)
  })

  test('is offered once for a page, at the price that is stored, and anew when it ran out', async () => {
    await buyAndKeep(ada)
    const { slug } = await people.newProduct()
    const one = await offered(ada, slug)
    expect(await offered(ada, slug)).toEqual(one)
    await db.impression.update({
      where: { id: one.impressionId },
      data: { expiresAt: new Date(Date.now() - 1) },
    })
    const two = await offered(ada, slug)
    expect(two.impressionId).not.toBe(one.impressionId)
    expect(two.orderId).toBe(one.orderId)
    expect(await inBrowser(ada.browser, () => findOwnImpression(one.impressionId))).toBeNull()
    expect(await db.order.count({ where: { userId: ada.user.id, paidAt: null } })).toBe(1)
  })

  test('is not charged by a login older than a day: a code is asked for', async () => {
    await buyAndKeep(ada)
    const { slug } = await people.newProduct()
    const offer = await offered(ada, slug)
    await grow(ada, 25)
    expect(await accept(ada, offer.impressionId)).toEqual({ to: 'sign_in' })
    expect(await db.chargeAttempt.count({ where: { impressionId: offer.impressionId } })).toBe(0)
    expect(await people.buyNow(ada, slug)).toMatchObject({ kind: 'recent_login', card: { lastFour: '4242' } })
    await signInWith(shop, ada.browser, ada.email)
    await accept(ada, offer.impressionId)
    expect((await people.theAttempt(offer.impressionId)).posts).toBe(1)
  })

  test('is out of reach after signing out, and for anybody else', async () => {
    await buyAndKeep(ada)
    const offer = await offered(ada)
    const eve = await newSignedIn(shop)
    expect(await inBrowser(eve.browser, () => findOwnImpression(offer.impressionId))).toBeNull()
    const [card] = await cards(ada)
    expect(await removeCard(eve.user.id, card?.id ?? '')).toBe(false)
    expect(await chooseCard(eve.user.id, card?.id ?? '')).toBe(false)
    expect(await cards(ada)).toHaveLength(1)
    await db.login.deleteMany({ where: { userId: ada.user.id } })
    expect(await people.buyNow(ada, (await people.newProduct()).slug)).toBeNull()
    expect(await inBrowser(ada.browser, () => findOwnImpression(offer.impressionId))).toBeNull()
  })

  test('that is chosen is the one that is charged', async () => {
    await buyAndKeep(ada)
    await buyAndKeep(ada, { number: '5555 5555 5555 4444' })
    expect(await lastFours(ada)).toEqual([
      ['4444', true],
      ['4242', false],
    ])
    const { slug } = await people.newProduct()
    const before = await offered(ada, slug)
    const [, visa] = await cards(ada)
    expect(await chooseCard(ada.user.id, visa?.id ?? '')).toBe(true)
    const after = await offered(ada, slug)
    expect(after.impressionId).not.toBe(before.impressionId)
    await accept(ada, after.impressionId)
    const row = await db.savedMethod.findFirstOrThrow({ where: { id: visa?.id ?? '' } })
    const attempt = await people.theAttempt(after.impressionId)
    expect(shop.line.charges(attempt.id)[0]?.body.payment_method_id).toBe(row.paymentMethodId)
  })

  test('that is removed is charged by nothing, and is gone at the provider, however long that takes', async () => {
    await buyAndKeep(ada)
    const offer = await offered(ada)
    const [card] = await cards(ada)
    shop.line.spoil(({ method }) => method === 'DELETE', {
      charged: false,
      answer: { status: 503, body: '' },
    })
    expect(await removeCard(ada.user.id, card?.id ?? '')).toBe(true)
    expect(await cards(ada)).toEqual([])
    const to = await accept(ada, offer.impressionId)
    expect(to.to).toBe('checkout')
    expect(
      await db.chargeAttempt.count({ where: { impressionId: offer.impressionId, method: 'one_click' } }),
    ).toBe(0)
    expect(await people.buyNow(ada, (await people.newProduct()).slug)).toBeNull()
    await work()
    expect(await methodsAtProvider(link)).toHaveLength(1)
    await db.$executeRaw`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE attempts > 0`
    await work()
    expect(await methodsAtProvider(link)).toHaveLength(0)
  })

  test('that is removed is not charged by the sitting it paid either', async () => {
    const { orderId, url } = await people.openCheckout(ada, (await people.newProduct()).slug)
    await people.pay(ada, url)
    await people.comeBack(ada, orderId)
    const offer = await offered(ada)
    expect(offer.orderId).toBe(orderId)
    await keepCard(ada.user.id, orderId, seen)
    const [card] = await cards(ada)
    await removeCard(ada.user.id, card?.id ?? '')
    expect((await accept(ada, offer.impressionId)).to).toBe('checkout')
    expect(await people.buyNow(ada, (await people.newProduct()).slug)).toBeNull()
  })

  test('removed at the very moment of the click is charged once or not at all', async () => {
    for (let round = 0; round < 5; round += 1) {
      await buyAndKeep(ada)
      const offer = await offered(ada)
      const [card] = await cards(ada)
      await Promise.all([accept(ada, offer.impressionId), removeCard(ada.user.id, card?.id ?? '')])
      const attempts = await db.chargeAttempt.findMany({
        where: { impressionId: offer.impressionId, method: 'one_click' },
      })
      expect(attempts.length).toBeLessThanOrEqual(1)
      await work()
    }
  })
})

test('an offer after a purchase falls back on the kept card when the one that paid cannot pay again', async () => {
  await buyAndKeep(ada)
  const offered = await people.newProduct()
  await people.newFunnel('f', 'post_purchase', [{ offer: 'after', product: offered.id }])
  const { orderId, url } = await people.openCheckout(ada, (await people.newProduct()).slug)
  await people.pay(ada, url, { number: '4000 0000 0000 4905' })
  await people.comeBack(ada, orderId)
  const impression = await db.impression.findFirstOrThrow({
    where: { orderId, offerId: 'after' },
    include: { savedMethod: true },
  })
  expect(impression).toMatchObject({ path: 'one_click', savedMethod: { lastFour: '4242' } })
  await grow(ada, 25)
  expect(await accept(ada, impression.id)).toEqual({ to: 'sign_in' })
  await signInWith(shop, ada.browser, ada.email)
  await accept(ada, impression.id)
  const attempt = await people.theAttempt(impression.id)
  expect(shop.line.charges(attempt.id)[0]?.body.payment_method_id).toBe(
    impression.savedMethod?.paymentMethodId,
  )
  await db.funnel.update({ where: { id: 'f' }, data: { active: false } })
})

describe('the database itself', () => {
  test('refuses a kept card under another customer, on another’s order, or of another payment', async () => {
    const orderId = await buyAndKeep(ada)
    const eve = await newSignedIn(shop)
    const card = await db.savedMethod.findFirstOrThrow({ where: { userId: ada.user.id } })
    const { id: _, ...row } = card
    await expect(
      db.savedMethod.create({ data: { ...row, id: 'a', userId: eve.user.id, chosen: false } }),
    ).rejects.toThrow()
    const offer = await offered(ada)
    const theirs = await people.openCheckout(eve, (await people.newProduct()).slug)
    const impression = await db.impression.findUniqueOrThrow({ where: { id: offer.impressionId } })
    await expect(
      db.impression.create({ data: { ...impression, prices: [], id: 'b', orderId: theirs.orderId } }),
    ).rejects.toThrow(/owner/)
    await pay(eve, theirs)
    const payment = await db.payment.findFirstOrThrow({ where: { attempt: { orderId: theirs.orderId } } })
    await expect(
      db.impression.update({ where: { id: impression.id }, data: { sourcePayment: payment.id } }),
    ).rejects.toThrow(/owner/)
    expect(orderId).toBeTruthy()
  })

  const pay = async (customer: Customer, checkout: { url: string; orderId: string }) => {
    await people.pay(customer, checkout.url)
    await people.comeBack(customer, checkout.orderId)
  }
})
