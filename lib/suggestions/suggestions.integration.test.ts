import { afterEach, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', () => ({ refresh: () => undefined }))

const shop = await openShop()
const people = await import('@/lib/testing/shopper')
const { bumpFor, cardFor, newPlace, told } = await import('@/lib/testing/places')
const { leads } = await import('@/lib/testing/actions')
const { inBrowser } = await import('@/lib/testing/browser')
const { newSignedIn } = await import('@/lib/testing/account')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { findInvariantBreaks } = await import('@/lib/invariants/check-invariants')
const { acceptOfferAction, payAnotherWayAction, declineOfferAction } = await import('@/lib/offers/actions')
const { getOffer } = await import('@/lib/offers/queries')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { declineSuggestionAction } = await import('./actions')
const { latestOrder } = await import('./latest-order')

/** Somebody who has paid for a product that a card goes with. */
async function newBuyer(
  place: 'order_page' | 'account' = 'order_page',
  options: Parameters<typeof newPlace>[2] = {},
) {
  const bought = await people.newProduct()
  const card = await newPlace(place, bought, options)
  const buyer = await people.newCustomer({ slug: bought.slug })
  return { ...buyer, ...card, bought }
}

const no = (buyer: Parameters<typeof cardFor>[0], impression: string) =>
  leads(buyer.browser, declineSuggestionAction, { impression, locale: 'en' })

afterEach(async () => {
  expect(await findInvariantBreaks()).toEqual([])
})

describe('a card', () => {
  test('is decided, stored and counted once, however often its page is loaded', async () => {
    const buyer = await newBuyer()
    const card = await cardFor(buyer, buyer.orderId)
    expect(card).toMatchObject({ slug: buyer.product.slug, price: { amount: 1_900, currency: 'USD' } })
    expect(await cardFor(buyer, buyer.orderId)).toEqual(card)
    expect(await told(buyer.offer)).toEqual(['shown'])
    const decision = await db.offerDecision.findFirst({
      where: { orderId: buyer.orderId, placement: 'order_page' },
    })
    expect(decision).toMatchObject({ why: 'won', impressionId: card?.impressionId })
  })

  test('is not counted for a browser that loads ahead', async () => {
    const buyer = await newBuyer()
    const ahead = { ...buyer.browser, headers: { ...buyer.browser.headers, 'sec-purpose': 'prefetch' } }
    expect(await cardFor({ ...buyer, browser: ahead }, buyer.orderId)).toBeNull()
    expect(await told(buyer.offer)).toEqual([])
  })

  test('is gone after a no, its product rests everywhere, and nothing else takes its place', async () => {
    const buyer = await newBuyer()
    await newPlace('order_page', buyer.bought, { priority: 0 })
    const other = await people.newProduct()
    const bump = `bump-${buyer.offer}`
    const rule = { fact: 'bought' as const, in: [other.slug] }
    await people.newFunnel(bump, 'order_bump', [{ offer: bump, product: buyer.product.id }], { rule })
    const card = await cardFor(buyer, buyer.orderId)
    const shown = await db.impression.findUniqueOrThrow({ where: { id: card?.impressionId ?? '' } })
    expect(shown.offerId).toBe(buyer.offer)
    expect(await bumpFor(buyer, other.slug)).not.toBeNull()
    expect(await no(buyer, shown.id)).toBe(`/en/orders/${buyer.orderId}`)
    expect(await no(buyer, shown.id)).toBe(`/en/orders/${buyer.orderId}`)
    expect(await told(shown.offerId)).toEqual(['shown', 'declined'])
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
    expect(await bumpFor(buyer, other.slug)).toBeNull()
  })

  test('belongs to its owner: nobody else says no to it', async () => {
    const buyer = await newBuyer()
    const card = await cardFor(buyer, buyer.orderId)
    const stranger = await people.newCustomer()
    expect(await no(stranger, card?.impressionId ?? '')).toBe('/')
    expect(await told(buyer.offer)).toEqual(['shown'])
  })

  test('has no page of its own, and no other action takes it', async () => {
    const buyer = await newBuyer()
    const impression = (await cardFor(buyer, buyer.orderId))?.impressionId ?? ''
    for (const action of [acceptOfferAction, payAnotherWayAction, declineOfferAction])
      expect(await leads(buyer.browser, action, { impression, locale: 'en' })).toBe('/')
    expect(await inBrowser(buyer.browser, () => getOffer(buyer.orderId, impression, 'en'))).toBeNull()
    const offer = await people.newOffer(buyer)
    expect(await no(buyer, offer.impressionId)).toBe('/')
  })

  test('is accepted when its product is bought on its own page, and not asked for again', async () => {
    const buyer = await newBuyer()
    await cardFor(buyer, buyer.orderId)
    const offer = await people.buyNow(buyer, buyer.product.slug)
    if (offer?.kind !== 'presented') throw new Error('no one click')
    await people.accept(buyer, offer.impressionId)
    await resolveAttempt((await people.theAttempt(offer.impressionId)).id)
    expect(await told(buyer.offer)).toEqual(['shown', 'accepted'])
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
  })

  test('bought through the standard checkout by the same browser counts; by a stranger it does not', async () => {
    const buyer = await newBuyer()
    await cardFor(buyer, buyer.orderId)
    await people.newCustomer({ slug: buyer.product.slug })
    expect(await told(buyer.offer)).toEqual(['shown'])
    const { url, orderId } = await people.openCheckout(buyer, buyer.product.slug)
    await people.pay(buyer, url)
    await people.comeBack(buyer, orderId)
    expect(await told(buyer.offer)).toEqual(['shown', 'accepted'])
  })

  test.each([
    ['the offer switched off', { offer: true }],
    ['its product out of sale', { offer: false }],
  ])('disappears with %s', async (_, { offer }) => {
    const buyer = await newBuyer()
    expect(await cardFor(buyer, buyer.orderId)).not.toBeNull()
    if (offer) await db.offer.update({ where: { id: buyer.offer }, data: { active: false } })
    else await db.product.update({ where: { id: buyer.product.id }, data: { active: false } })
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
  })

  test('is not shown once the budget is spent', async () => {
    const buyer = await newBuyer()
    await db.shopSettings.upsert({
      where: { id: 'shop' },
      update: { monthlyAsks: 0 },
      create: { id: 'shop', monthlyAsks: 0 },
    })
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
    await db.shopSettings.update({ where: { id: 'shop' }, data: { monthlyAsks: 12 } })
    expect(await cardFor(buyer, buyer.orderId)).not.toBeNull()
  })

  test('is not shown where something of the order was taken back', async () => {
    const buyer = await newBuyer()
    const { lineId } = await people.buyWithOneClick(buyer)
    await undoPurchase(lineId)
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
    const decision = await db.offerDecision.findFirst({
      where: { orderId: buyer.orderId, placement: 'order_page' },
    })
    expect(decision?.why).toBe('taken_back')
  })

  test('never suggests what the sitting has already shown', async () => {
    const bought = await people.newProduct()
    const { product } = await newPlace('post_purchase', bought)
    const card = `card-${product.id}`
    const rule = { fact: 'bought' as const, in: [bought.slug] }
    await people.newFunnel(card, 'order_page', [{ offer: card, product: product.id, cooldownDays: 0 }], {
      rule,
    })
    const buyer = await people.newCustomer({ slug: bought.slug })
    const impression = await db.impression.findFirstOrThrow({ where: { orderId: buyer.orderId } })
    await people.decline(buyer, impression.id)
    expect(await cardFor(buyer, buyer.orderId)).toBeNull()
  })
})

describe('in the account', () => {
  test('goes with the last order of whoever is signed in, and respects "no offers"', async () => {
    const bought = await people.newProduct()
    const { offer } = await newPlace('account', bought)
    const user = await newSignedIn(shop)
    expect(await inBrowser(user.browser, latestOrder)).toBeNull()
    const { url, orderId } = await people.openCheckout(user, bought.slug)
    await people.pay(user, url)
    await people.comeBack(user, orderId)
    expect(await inBrowser(user.browser, latestOrder)).toBe(orderId)
    expect(await cardFor(user, orderId, 'account')).not.toBeNull()
    expect(await told(offer)).toEqual(['shown'])
    await db.user.update({ where: { id: user.user.id }, data: { offersOff: true } })
    expect(await cardFor(user, orderId, 'account')).toBeNull()
    await db.user.update({ where: { id: user.user.id }, data: { offersOff: false } })
    const card = await cardFor(user, orderId, 'account')
    expect(await no(user, card?.impressionId ?? '')).toBe('/en/account')
    expect(await cardFor(user, orderId, 'account')).toBeNull()
  })

  test('a guest has no last order', async () => {
    const buyer = await newBuyer('account')
    expect(await inBrowser(buyer.browser, latestOrder)).toBeNull()
  })
})
