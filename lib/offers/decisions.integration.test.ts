import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const {
  accept,
  attemptsOf,
  buyNow,
  comeBack,
  decline,
  newCustomer,
  newOffer,
  openCheckout,
  newProduct,
  own,
  pay,
  payElsewhere,
  seen,
  theAttempt,
} = await import('@/lib/testing/shopper')
const { inBrowser } = await import('@/lib/testing/browser')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { acceptOffer } = await import('./accept-offer')
const { getOffer } = await import('./queries')

type Customer = Awaited<ReturnType<typeof newCustomer>>

const impression = (id: string) => db.impression.findUniqueOrThrow({ where: { id } })
const chargesOf = (productId: string) =>
  shop.line.calls.filter(
    ({ path, body }) =>
      path === '/checkouts' && body.confirm === true && JSON.stringify(body.product_cart).includes(productId),
  )
const paymentsFor = async (customer: Customer) =>
  (await shop.provider.payments.list({ customer_id: customer.customerId, page_size: 100, page_number: 0 }))
    .items
const stateOf = async (customer: Customer, offer: { orderId: string; impressionId: string }) =>
  (await inBrowser(customer.browser, () => getOffer(offer.orderId, offer.impressionId, 'en')))?.state

describe('decisions at the same moment', () => {
  test('fifty clicks on one offer make one attempt, one POST and one payment', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    const answers = await Promise.all(Array.from({ length: 50 }, () => accept(customer, offer.impressionId)))
    expect(new Set(answers.map(({ to }) => to))).toEqual(new Set(['offer']))

    const attempt = await theAttempt(offer.impressionId)
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
    await resolveAttempt(attempt.id)
    expect(await theAttempt(offer.impressionId)).toMatchObject({
      state: 'succeeded',
      posts: 1,
      chargedMinor: 1_900,
    })
    expect(await paymentsFor(customer)).toHaveLength(2)
    expect(await db.entitlement.count({ where: { line: { impressionId: offer.impressionId } } })).toBe(1)
    expect(await db.consent.count({ where: { impressionId: offer.impressionId } })).toBe(1)
  })

  test('one click and another way: one of the two', async () => {
    const customer = await newCustomer()
    for (let round = 0; round < 8; round += 1) {
      const { impressionId, orderId, providerProductId } = await newOffer(customer)
      await Promise.all([
        accept(customer, impressionId),
        payElsewhere(customer, impressionId),
        accept(customer, impressionId),
      ])
      const attempts = await attemptsOf(orderId, impressionId)
      expect(attempts).toHaveLength(1)
      expect(chargesOf(providerProductId)).toHaveLength(attempts[0]?.method === 'one_click' ? 1 : 0)
    }
  })

  test('yes and no: the first of the two counts, whole', async () => {
    const customer = await newCustomer()
    const ends = new Set<string>()
    for (let round = 0; round < 12; round += 1) {
      const { impressionId, providerProductId } = await newOffer(customer)
      const both = [() => accept(customer, impressionId), () => decline(customer, impressionId)]
      await Promise.all((round % 2 ? both : both.reverse()).map((decide) => decide()))
      const { state, abandonedAt } = await impression(impressionId)
      ends.add(state)
      expect(chargesOf(providerProductId)).toHaveLength(state === 'accepted' ? 1 : 0)
      expect(abandonedAt).toBeNull()
    }
    expect(ends).not.toContain('presented')
  })

  test('one product through two offers is charged once', async () => {
    const customer = await newCustomer()
    const first = await newOffer(customer)
    const again = await openCheckout(customer, (await newProduct()).slug)
    await pay(customer, again.url)
    await comeBack(customer, again.orderId)
    const second = await buyNow(customer, first.productId)
    if (second?.kind !== 'presented') throw new Error('no second offer')
    expect(second.orderId).toBe(again.orderId)
    shop.line.spoil(first.providerProductId, { charged: true, answer: 'reset' })
    for (let round = 0; round < 2; round += 1) {
      await Promise.all([accept(customer, first.impressionId), accept(customer, second.impressionId)])
    }
    expect(chargesOf(first.providerProductId)).toHaveLength(1)
    for (const offer of [first, second]) {
      expect(await payElsewhere(customer, offer.impressionId)).toEqual({ to: 'offer' })
    }
    expect(await db.chargeAttempt.count({ where: { impression: { offerId: first.productId } } })).toBe(1)
  })

  test('a product that is being paid is not offered elsewhere meanwhile', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    shop.line.spoil(offer.providerProductId, { charged: true, answer: 'reset' })
    await accept(customer, offer.impressionId)
    const other = await openCheckout(customer, (await newProduct()).slug)
    await pay(customer, other.url)
    await comeBack(customer, other.orderId)
    expect(await buyNow(customer, offer.productId)).toBeNull()
  })
})

describe('a no', () => {
  test('to an offer whose charge is under way or unknown changes nothing', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    shop.line.spoil(offer.providerProductId, { charged: true, answer: 'reset' })
    await accept(customer, offer.impressionId)
    await decline(customer, offer.impressionId)
    expect(await impression(offer.impressionId)).toMatchObject({ state: 'accepted', abandonedAt: null })
    expect(await stateOf(customer, offer)).toEqual({ name: 'checking' })
    await resolveAttempt((await theAttempt(offer.impressionId)).id)
    await decline(customer, offer.impressionId)
    expect(await impression(offer.impressionId)).toMatchObject({ state: 'accepted', abandonedAt: null })
    expect(await stateOf(customer, offer)).toEqual({ name: 'paid' })
  })

  test('to one that waits at the checkout, or was declined there, is "not now"', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    await payElsewhere(customer, offer.impressionId)
    await decline(customer, offer.impressionId)
    expect(await stateOf(customer, offer)).toEqual({ name: 'passed' })
    const page = await payElsewhere(customer, offer.impressionId)
    if (page.to !== 'checkout') throw new Error('the page is gone')
    await pay(customer, page.url)
    await comeBack(customer, offer.orderId, offer.impressionId)
    expect(await stateOf(customer, offer)).toEqual({ name: 'paid' })
  })
})

describe('a yes that may not be', () => {
  test.each([
    ['the offer was taken back', (id: string) => db.offer.update({ where: { id }, data: { active: false } })],
    [
      'the product was taken off sale',
      (id: string) => db.product.update({ where: { id }, data: { active: false } }),
    ],
    [
      'the provider no longer has the product',
      (id: string) => db.product.update({ where: { id }, data: { providerProductId: null } }),
    ],
    [
      'the deadline passed',
      (id: string) => db.impression.updateMany({ where: { offerId: id }, data: { expiresAt: new Date() } }),
    ],
  ])('%s: nothing is written, nothing is sent', async (_, change) => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    await change(offer.productId)
    await accept(customer, offer.impressionId)
    await payElsewhere(customer, offer.impressionId)
    expect((await impression(offer.impressionId)).state).toBe('presented')
    expect(await attemptsOf(offer.orderId, offer.impressionId)).toEqual([])
    expect(chargesOf(offer.providerProductId)).toEqual([])
  })

  test('bought meanwhile: neither by one click nor by another way, also after a declined card', async () => {
    const customer = await newCustomer({ number: '4000000000000341' })
    const offer = await newOffer(customer)
    await accept(customer, offer.impressionId)
    await resolveAttempt((await theAttempt(offer.impressionId)).id)
    expect(await stateOf(customer, offer)).toEqual({ name: 'declined', reason: 'declined' })
    const bought = await openCheckout(customer, offer.productId)
    await pay(customer, bought.url)
    await comeBack(customer, bought.orderId)
    expect(await payElsewhere(customer, offer.impressionId)).toEqual({ to: 'offer' })
    expect(await attemptsOf(offer.orderId, offer.impressionId)).toHaveLength(1)
  })
})

describe('the same card again', () => {
  test('is charged after a call that never left', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    const impressionOf = await own(customer, offer.impressionId)
    await shop.line.unplugged(() => acceptOffer(impressionOf, seen))
    expect(await theAttempt(offer.impressionId)).toMatchObject({
      state: 'failed',
      reason: 'NOT_SENT',
      posts: 1,
    })
    expect(await stateOf(customer, offer)).toEqual({ name: 'declined', reason: 'not_sent' })

    const { id: first } = await theAttempt(offer.impressionId)
    await accept(customer, offer.impressionId)
    expect(await attemptsOf(offer.orderId, offer.impressionId)).toHaveLength(1)
    const again = () => accept(customer, offer.impressionId, first)
    await Promise.all([again(), again()])
    await again()
    const [, second, ...more] = await attemptsOf(offer.orderId, offer.impressionId)
    expect(more).toEqual([])
    expect(chargesOf(offer.providerProductId)).toHaveLength(1)
    await resolveAttempt(second?.id ?? '')
    expect(await stateOf(customer, offer)).toEqual({ name: 'paid' })
  })

  test('is never charged after a decline, not even by a tab that has not heard of it', async () => {
    const customer = await newCustomer({ number: '4000000000000341' })
    const offer = await newOffer(customer)
    const fresh = await own(customer, offer.impressionId)
    await shop.line.unplugged(() => acceptOffer(fresh, seen))
    const beforeTheDecline = await own(customer, offer.impressionId)
    const { id: first } = await theAttempt(offer.impressionId)
    await accept(customer, offer.impressionId, first)
    const [, second] = await attemptsOf(offer.orderId, offer.impressionId)
    await resolveAttempt(second?.id ?? '')
    expect(await stateOf(customer, offer)).toEqual({ name: 'declined', reason: 'declined' })
    for (const attemptId of [null, first, second?.id ?? '']) {
      await acceptOffer(beforeTheDecline, { ...seen, attemptId })
      await accept(customer, offer.impressionId, attemptId)
    }
    expect(chargesOf(offer.providerProductId)).toHaveLength(1)
  })

  test('is not charged by one click while a page for another one is open', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    await payElsewhere(customer, offer.impressionId)
    await accept(customer, offer.impressionId)
    expect(chargesOf(offer.providerProductId)).toEqual([])
    expect(await stateOf(customer, offer)).toMatchObject({ name: 'at_checkout' })
  })
})
