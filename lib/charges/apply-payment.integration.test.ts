import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const {
  accept,
  attemptsOf,
  comeBack,
  newCustomer,
  newOffer,
  newProduct,
  newShopper,
  openCheckout,
  pay,
  theAttempt,
} = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { fetchPayment } = await import('@/lib/dodo/payment')
const { applyPayment } = await import('./apply-payment')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

type Customer = Awaited<ReturnType<typeof newCustomer>>
type Payment = Parameters<typeof applyPayment>[0]

/** A charge that was sent, answered, and not looked at since. */
async function charged(customer: Customer) {
  const offer = await newOffer(customer)
  await accept(customer, offer.impressionId)
  const attempt = await theAttempt(offer.impressionId)
  return { ...offer, attempt, payment: await read(attempt.providerPaymentId) }
}

async function read(paymentId: string | null): Promise<Payment> {
  const payment = await fetchPayment(paymentId ?? '')
  if (!payment.ok) throw new Error('the payment cannot be read')
  return payment.value
}

const entitlements = (impressionId: string) => db.entitlement.count({ where: { line: { impressionId } } })
const customer = await newCustomer()

describe('a payment that is not what was agreed to', () => {
  test.each<[string, (payment: Payment) => Partial<Payment>, string]>([
    ['a cent more', ({ totalMinor }) => ({ totalMinor: totalMinor + 1 }), 'AMOUNT_MISMATCH'],
    ['a cent less', ({ totalMinor }) => ({ totalMinor: totalMinor - 1 }), 'AMOUNT_MISMATCH'],
    ['nothing', () => ({ totalMinor: 0 }), 'AMOUNT_MISMATCH'],
    ['another currency', () => ({ currency: 'JPY' }), 'CURRENCY_MISMATCH'],
    [
      'another customer',
      ({ customer }) => ({ customer: { ...customer, id: 'cus_other' } }),
      'CUSTOMER_MISMATCH',
    ],
    ['another product', () => ({ cart: [{ product_id: 'pdt_other', quantity: 1 }] }), 'PRODUCT_MISMATCH'],
  ])('%s: held, nothing delivered, whatever is said afterwards', async (_, change, reason) => {
    const { payment, impressionId, orderId } = await charged(customer)
    const { receiptRevision } = await db.order.findUniqueOrThrow({ where: { id: orderId } })
    await applyPayment({ ...payment, ...change(payment) })
    const held = { state: 'needs_review', reason, providerPaymentId: payment.id }
    expect(await theAttempt(impressionId)).toMatchObject(held)
    for (const news of [{}, { id: `${payment.id}_x` }, { id: `${payment.id}_y`, status: 'failed' }]) {
      await applyPayment({ ...payment, ...news })
    }
    expect(await theAttempt(impressionId)).toMatchObject(held)
    expect(await entitlements(impressionId)).toBe(0)
    expect(await db.orderLine.findFirst({ where: { impressionId } })).toMatchObject({ state: 'unpaid' })
    // Only the second payment that was told of is on the receipt: it goes back.
    expect((await db.order.findUniqueOrThrow({ where: { id: orderId } })).receiptRevision).toBe(
      receiptRevision + 1,
    )
    expect(
      await db.refundAttempt.findMany({ where: { payment: { attempt: { impressionId } } } }),
    ).toMatchObject([{ paymentId: `${payment.id}_x`, cause: 'second_payment' }])
  })

  test('a price that the provider raised after the offer was shown', async () => {
    const offer = await newOffer(customer)
    const { price } = await shop.provider.products.retrieve(offer.providerProductId)
    if (price.type !== 'one_time_price') throw new Error(price.type)
    await shop.provider.products.update(offer.providerProductId, { price: { ...price, price: 9_900 } })
    await accept(customer, offer.impressionId)
    await resolveAttempt((await theAttempt(offer.impressionId)).id)
    expect(await theAttempt(offer.impressionId)).toMatchObject({ state: 'needs_review', chargedMinor: 9_900 })
    expect(await entitlements(offer.impressionId)).toBe(0)
  })
})

describe('a payment of nobody', () => {
  test.each<[string, (metadata: Record<string, unknown>) => Record<string, unknown>]>([
    ['no metadata', () => ({})],
    ['a forged tag', (metadata) => ({ ...metadata, tag: 'A'.repeat(43) })],
    [
      'the tag of another attempt',
      ({ tag, ...metadata }) => ({ ...metadata, tag: `${tag}`.split('').reverse().join('') }),
    ],
    ['another order', (metadata) => ({ ...metadata, order_id: 'A'.repeat(22) })],
    ['numbers', () => ({ attempt_id: 1, order_id: 2, tag: 3 })],
  ])('%s: nothing is written', async (_, change) => {
    const { payment, impressionId } = await charged(customer)
    expect(
      await applyPayment({ ...payment, metadata: change(payment.metadata) as Payment['metadata'] }),
    ).toBe('not_ours')
    expect((await theAttempt(impressionId)).state).toBe('pending')
    expect(await db.payment.count({ where: { id: payment.id } })).toBe(0)
  })

  test('a change of card is not a purchase', async () => {
    const { payment, impressionId } = await charged(customer)
    expect(await applyPayment({ ...payment, isCardUpdate: true })).toBe('not_ours')
    expect((await theAttempt(impressionId)).state).toBe('pending')
  })
})

describe('all who learn of a payment at once', () => {
  test('deliver once: webhooks, return and look-ups together', async () => {
    for (let round = 0; round < 3; round += 1) {
      const shopper = await newShopper()
      const { url, orderId, attemptId } = await openCheckout(shopper, (await newProduct()).slug)
      await pay(shopper, url)
      const { payment_id } = await shop.provider.checkoutSessions.retrieve(url.split('/').at(-1) ?? '')
      await Promise.all([
        ...Array.from({ length: 8 }, () => syncPayment(payment_id ?? '')),
        ...Array.from({ length: 4 }, () => comeBack(shopper, orderId)),
        ...Array.from({ length: 4 }, () => resolveAttempt(attemptId)),
      ])
      expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
      const order = await db.order.findUniqueOrThrow({ where: { id: orderId } })
      expect(order).toMatchObject({ receiptRevision: 1, email: shopper.email })
      expect(await attemptsOf(orderId, null)).toMatchObject([{ state: 'succeeded', posts: 1 }])
    }
  })

  test('before our own answer is stored: the news wins, the answer changes nothing', async () => {
    const offer = await newOffer(customer)
    const held = shop.line.hold(offer.providerProductId)
    const accepting = accept(customer, offer.impressionId)
    await held.done
    const { id } = await theAttempt(offer.impressionId)
    await resolveAttempt(id)
    expect(await theAttempt(offer.impressionId)).toMatchObject({ state: 'succeeded' })
    held.release()
    await accepting
    expect(await theAttempt(offer.impressionId)).toMatchObject({ state: 'succeeded', chargedMinor: 1_900 })
    expect(await entitlements(offer.impressionId)).toBe(1)
  })
})

describe('news in any order', () => {
  const STATUSES = ['processing', 'requires_customer_action', 'failed', 'succeeded'] as const
  const orders = <T>(items: readonly T[]): T[][] =>
    items.length < 2
      ? [[...items]]
      : items.flatMap((item, at) => orders(items.toSpliced(at, 1)).map((rest) => [item, ...rest]))

  test('every one of 24 orders, with a repetition, ends paid and delivered once', async () => {
    for (const news of orders(STATUSES)) {
      const { payment, impressionId } = await charged(customer)
      for (const status of [...news, ...news.slice(0, 1)]) await applyPayment({ ...payment, status })
      expect((await theAttempt(impressionId)).state, news.join()).toBe('succeeded')
      expect(await entitlements(impressionId)).toBe(1)
    }
  })

  test('a late success of a declined charge delivers, without a second charge', async () => {
    const declined = await newCustomer({ number: '4000000000000341' })
    const { payment, impressionId, attempt } = await charged(declined)
    await applyPayment(payment)
    expect(await theAttempt(impressionId)).toMatchObject({ state: 'failed', reason: 'GENERIC_DECLINE' })
    await applyPayment({ ...payment, status: 'succeeded' })
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
    expect(await entitlements(impressionId)).toBe(1)
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
  })
})

describe('the renewal of a plan', () => {
  test.each(['after the first payment', 'before the first payment is known'])(
    '%s is no second purchase',
    async (order) => {
      const shopper = await newShopper()
      const plan = await newProduct({ kind: 'subscription' })
      const { url, orderId } = await openCheckout(shopper, plan.slug)
      await pay(shopper, url)
      const { payment_id } = await shop.provider.checkoutSessions.retrieve(url.split('/').at(-1) ?? '')
      const first = await read(payment_id ?? '')
      expect(first.subscriptionId).not.toBeNull()
      const renewal = {
        ...first,
        id: `${first.id}_renewal`,
        createdAt: new Date(first.createdAt.getTime() + 30 * 86_400_000),
      }
      const failed = { ...renewal, id: `${first.id}_failed`, status: 'failed' }
      const { logger } = await import('@/lib/logger')
      const cry = vi.spyOn(logger, 'error')
      for (const payment of order.startsWith('after') ? [first, renewal, failed] : [renewal, first, failed])
        await applyPayment(payment)
      expect(cry).not.toHaveBeenCalled()
      cry.mockRestore()
      expect(await attemptsOf(orderId, null)).toMatchObject([{ state: 'succeeded' }])
      expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
      expect(await db.payment.count({ where: { attempt: { orderId } } })).toBe(3)
    },
  )
})
