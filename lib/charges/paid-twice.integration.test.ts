import { describe, expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
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
  resumeAt,
} = await import('@/lib/testing/shopper')
const { paymentsAt } = await import('@/lib/testing/payments')
const { work } = await import('@/lib/testing/work')
const { inBrowser } = await import('@/lib/testing/browser')
const { metadataOf } = await import('@/lib/testing/provider-line')
const { db } = await import('@/lib/db/prisma')
const { getOrder } = await import('@/lib/orders/queries')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { pool } = await import('@/lib/db/pool')
const { endUnbought } = await import('@/lib/subscriptions/end-unbought')
const { refreshSubscription } = await import('@/lib/subscriptions/refresh-subscription')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

const DECLINED = { number: '4000000000000002' }

const { of: payments, kept } = paymentsAt(shop)
const { posts: refundPosts } = refundsAt(shop)

describe('one purchase paid twice', () => {
  test('keeps one and gives the other back, once, whatever the order of the news', async () => {
    for (const order of [
      [0, 1],
      [1, 0],
    ] as const) {
      const shopper = await newShopper()
      const first = await openCheckout(shopper, (await newProduct()).slug)
      await pay(shopper, first.url, DECLINED)
      await comeBack(shopper, first.orderId)
      const second = await resumeAt(first.orderId)
      if (!second.ok) throw new Error(second.error)
      await pay(shopper, first.url)
      await pay(shopper, second.value.url)
      const both = (await payments(shopper.email))
        .filter(({ status }) => status === 'succeeded')
        .map((p) => p.payment_id)
      const before = refundPosts().length
      for (const at of order) await syncPayment(both[at] ?? '')
      await Promise.all([work(), ...both.map(syncPayment), sweepRefunds()])
      await work()
      expect((await attemptsOf(first.orderId, null)).map(({ state }) => state).sort()).toEqual([
        'refunded',
        'succeeded',
      ])
      expect(refundPosts()).toHaveLength(before + 1)
      expect(await kept(shopper.email)).toBe(1)
      const seen = await inBrowser(shopper.browser, () => getOrder(first.orderId, 'en'))
      expect(seen).toMatchObject({ state: 'paid', tooMuch: [{ refund: 'done' }] })
    }
  })

  test('a second payment that names the same attempt goes back', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    shop.line.spoil(offer.providerProductId, { charged: true, answer: 'reset' })
    await accept(customer, offer.impressionId)
    const { id } = await theAttempt(offer.impressionId)
    const [charge] = shop.line.charges(id)
    const { items } = await shop.provider.customers.retrievePaymentMethods(customer.customerId)
    await shop.provider.checkoutSessions.create({
      product_cart: [{ product_id: offer.providerProductId, quantity: 1 }],
      customer: { customer_id: customer.customerId },
      payment_method_id: items[0]?.payment_method_id ?? '',
      confirm: true,
      metadata: charge ? metadataOf(charge) : {},
    })
    await Promise.all([resolveAttempt(id), resolveAttempt(id)])
    await work()
    expect((await theAttempt(offer.impressionId)).state).toBe('succeeded')
    expect(await db.refundAttempt.findMany({ where: { payment: { attemptId: id } } })).toMatchObject([
      { cause: 'second_payment', state: 'succeeded' },
    ])
    expect(await kept(customer.email)).toBe(2)
  })

  test('what was due before refunds were made by themselves is swept up', async () => {
    const customer = await newCustomer()
    const line = await db.orderLine.findFirstOrThrow({ where: { orderId: customer.orderId } })
    await db.chargeAttempt.update({
      where: { id: customer.attemptId },
      data: { state: 'refund_due', reason: 'PAID_TWICE' },
    })
    await Promise.all([sweepRefunds(), sweepRefunds()])
    await work()
    expect(await db.refundAttempt.findMany({ where: { paymentId: line.paymentId ?? '' } })).toMatchObject([
      { cause: 'paid_twice', state: 'succeeded' },
    ])
  })
})

describe('one plan paid twice', () => {
  /** A plan with two payments, each of which began a subscription; nobody has been told. */
  async function paidTwice() {
    const shopper = await newShopper()
    const first = await openCheckout(shopper, (await newProduct({ kind: 'subscription' })).slug)
    await pay(shopper, first.url, DECLINED)
    await comeBack(shopper, first.orderId)
    const second = await resumeAt(first.orderId)
    if (!second.ok) throw new Error(second.error)
    await pay(shopper, first.url)
    await pay(shopper, second.value.url)
    const both = await subscriptionsOf(shopper.email)
    expect(both.map(({ status }) => status)).toEqual(['active', 'active'])
    return { shopper, orderId: first.orderId, both }
  }
  const subscriptionsOf = async (email: string) => {
    const { items } = await shop.provider.subscriptions.list({ page_size: 100, page_number: 0 })
    return items.filter(({ customer, status }) => customer.email === email && status !== 'failed')
  }
  const patches = () => shop.line.calls.filter(({ method }) => method === 'PATCH')

  test.each([
    [0, 1],
    [1, 0],
  ] as const)(
    'ends the subscription of the payment that goes back, once (%i before %i)',
    async (...order) => {
      const { shopper, orderId, both } = await paidTwice()
      const ids = both.map(({ subscription_id }) => subscription_id)
      const before = { patches: patches().length, refunds: refundPosts().length }
      for (const at of order) await refreshSubscription(ids[at] ?? '')
      await Promise.all([work(), ...ids.map(refreshSubscription)])
      await work()

      const kept = await db.subscription.findMany({ where: { orderId } })
      expect(kept).toMatchObject([{ status: 'active' }])
      expect(ids).toContain(kept[0]?.providerId)
      const left = await subscriptionsOf(shopper.email)
      expect(left.filter(({ status }) => status === 'active').map((s) => s.subscription_id)).toEqual([
        kept[0]?.providerId,
      ])
      expect(left.map(({ status }) => status).sort()).toEqual(['active', 'cancelled'])
      expect(refundPosts()).toHaveLength(before.refunds + 1)
      await Promise.all(ids.map(endUnbought))
      const sent = patches().slice(before.patches)
      expect(sent.map(({ path }) => path)).toEqual(
        Array(sent.length).fill(`/subscriptions/${ids.find((id) => id !== kept[0]?.providerId)}`),
      )
      expect(sent.length).toBe(1)
    },
  )

  test('whose ending was not answered is read before it is ended again', async () => {
    const { shopper, both } = await paidTwice()
    shop.line.spoil(({ method }) => method === 'PATCH', { charged: true, answer: 'reset' })
    for (const { subscription_id } of both) await refreshSubscription(subscription_id)
    const before = patches().length
    await work()
    await pool.query(`UPDATE graphile_worker._private_jobs SET run_at = now() WHERE key LIKE 'end:%'`)
    await work()
    expect(patches()).toHaveLength(before + 1)
    expect((await subscriptionsOf(shopper.email)).map(({ status }) => status).sort()).toEqual([
      'active',
      'cancelled',
    ])
  })
})
