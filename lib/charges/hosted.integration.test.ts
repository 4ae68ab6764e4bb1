import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const {
  age,
  attemptsOf,
  comeBack,
  leave,
  newCustomer,
  newOffer,
  newProduct,
  newShopper,
  openCheckout,
  pay,
  payElsewhere,
  resumeAt,
  VISITOR,
} = await import('@/lib/testing/shopper')
const { paymentsAt } = await import('@/lib/testing/payments')
const { due, work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { startCheckout } = await import('@/lib/checkout/start-checkout')
const { getOrder } = await import('@/lib/orders/queries')
const { inBrowser } = await import('@/lib/testing/browser')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

const DECLINED = { number: '4000000000000002' }
const BANK_CHECK = { number: '4000002500003155' }
const DAY = 86_400

const states = async (orderId: string, impressionId: string | null = null) =>
  (await attemptsOf(orderId, impressionId)).map(({ state, reason }) =>
    reason ? `${state} ${reason}` : state,
  )

const { latest: latestPayment } = paymentsAt(shop)

/** Somebody whose card was declined, and who has the old page and a new one open. */
async function twoPages() {
  const shopper = await newShopper()
  const first = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, first.url, DECLINED)
  await comeBack(shopper, first.orderId)
  const second = await resumeAt(first.orderId)
  if (!second.ok) throw new Error(second.error)
  return { shopper, orderId: first.orderId, first: first.url, second: second.value.url }
}

describe('two pages for one order', () => {
  test('paying on the old one delivers, and closes the new one', async () => {
    const { shopper, orderId, first } = await twoPages()
    await pay(shopper, first)
    await comeBack(shopper, orderId)
    await syncPayment(await latestPayment(shopper.email))

    expect(await states(orderId)).toEqual(['succeeded', 'failed PAID_OTHERWISE'])
    expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
    const order = await inBrowser(shopper.browser, () => getOrder(orderId, 'en'))
    expect(order?.state).toBe('paid')
    expect(await resumeAt(orderId)).toEqual({ ok: false, error: 'settled' })
  })

  test.each(['first', 'second'] as const)(
    'both paid, %s first: one is kept, the other is due back',
    async (which) => {
      const { shopper, orderId, first, second } = await twoPages()
      const pages = which === 'first' ? [first, second] : [second, first]
      const payments: string[] = []
      for (const page of pages) {
        await pay(shopper, page)
        payments.push(await latestPayment(shopper.email))
      }
      for (const payment of [...payments, ...payments]) await syncPayment(payment)

      expect((await states(orderId)).sort()).toEqual(['refund_due PAID_TWICE', 'succeeded'])
      const kept = await db.orderLine.findFirstOrThrow({ where: { orderId } })
      expect(kept).toMatchObject({ state: 'paid', paymentId: payments[0] })
      expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
    },
  )

  test('the news of both at the same moment: still one is kept, and nobody sees an error', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { shopper, orderId, first, second } = await twoPages()
      const declined = await pay(shopper, second, DECLINED)
      expect(declined.status).toBe(402)
      await syncPayment(await latestPayment(shopper.email))
      expect(await states(orderId)).toEqual(['failed GENERIC_DECLINE', 'failed GENERIC_DECLINE'])
      const payments: string[] = []
      for (const page of [first, second]) {
        await pay(shopper, page)
        payments.push(await latestPayment(shopper.email))
      }
      const told = await Promise.all([...payments, ...payments].map(syncPayment))
      expect(told.every(({ ok }) => ok)).toBe(true)
      expect((await states(orderId)).sort()).toEqual(['refund_due PAID_TWICE', 'succeeded'])
      expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
    }
  })
})

describe('a second try on the same page', () => {
  test('is not declined while the bank has it', async () => {
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
    await pay(shopper, url, DECLINED)
    await comeBack(shopper, orderId)
    expect(await states(orderId)).toEqual(['failed GENERIC_DECLINE'])
    await shop.control('POST', '/weather', {
      match: { email: shopper.email },
      effect: { processing: true },
      times: 1,
    })
    await pay(shopper, url)
    await comeBack(shopper, orderId)

    expect(await states(orderId)).toEqual(['pending'])
    expect((await inBrowser(shopper.browser, () => getOrder(orderId, 'en')))?.state).toBe('confirming')
    expect(await resumeAt(orderId)).toEqual({ ok: false, error: 'settled' })
    const payment = await latestPayment(shopper.email)
    await shop.control('POST', `/payments/${payment}/settle`, { status: 'succeeded' })
    await syncPayment(payment)
    expect(await states(orderId)).toEqual(['succeeded'])
  })
})

describe('leaving the page', () => {
  test('is told as the decline it was, before any webhook tells of it', async () => {
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
    await pay(shopper, url, DECLINED)
    expect(await leave(shopper, orderId)).toBe(`/en/orders/${orderId}?cancelled=1`)
    const order = await inBrowser(shopper.browser, () => getOrder(orderId, 'en', 'cancelled'))
    expect(order).toMatchObject({ state: 'declined', declineReason: 'declined' })
  })

  test('without a try is told as that, also while the provider cannot be asked', async () => {
    const shopper = await newShopper()
    const { orderId } = await openCheckout(shopper, (await newProduct()).slug)
    const way = `/en/orders/${orderId}?cancelled=1`
    expect(await leave(shopper, orderId)).toBe(way)
    const cut = { charged: false, answer: 'reset' } as const
    shop.line.spoil(({ method, path }) => method === 'GET' && path.startsWith('/checkouts/'), cut)
    expect(await leave(shopper, orderId)).toBe(way)
    const order = await inBrowser(shopper.browser, () => getOrder(orderId, 'en', 'cancelled'))
    expect(order?.state).toBe('cancelled')
  })

  test('after paying in another tab leads to what was paid', async () => {
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
    await pay(shopper, url)
    expect(await leave(shopper, orderId)).toBe(`/en/orders/${orderId}`)
    expect((await inBrowser(shopper.browser, () => getOrder(orderId, 'en')))?.state).toBe('paid')
  })
})

describe('a page that ran out', () => {
  test('is abandoned after a day, also when a bank check was left open; a new one can be opened', async () => {
    for (const fields of [null, BANK_CHECK]) {
      const shopper = await newShopper()
      const { url, orderId, attemptId } = await openCheckout(shopper, (await newProduct()).slug)
      if (fields) await pay(shopper, url, fields)
      await resolveAttempt(attemptId)
      await age(attemptId, DAY + 60)
      await due('resolve_attempt', attemptId)
      await work()
      expect(await states(orderId)).toEqual(['failed ABANDONED'])
      expect((await resumeAt(orderId)).ok).toBe(true)
    }
  })

  test('is not abandoned while a slow bank has the payment', async () => {
    const shopper = await newShopper()
    const { url, orderId, attemptId } = await openCheckout(shopper, (await newProduct()).slug)
    await shop.control('POST', '/weather', {
      match: { email: shopper.email },
      effect: { processing: true },
      times: 1,
    })
    await pay(shopper, url)
    await resolveAttempt(attemptId)
    await age(attemptId, 3 * DAY)
    await resolveAttempt(attemptId)
    expect(await states(orderId)).toEqual(['pending'])
  })

  test('paid at the last moment is delivered all the same', async () => {
    const shopper = await newShopper()
    const { url, orderId, attemptId } = await openCheckout(shopper, (await newProduct()).slug)
    await age(attemptId, DAY + 60)
    await resolveAttempt(attemptId)
    await pay(shopper, url)
    await syncPayment(await latestPayment(shopper.email))
    expect(await states(orderId)).toEqual(['succeeded'])
  })
})

describe('a page that could not be opened', () => {
  test.each([true, false])(
    'leaves the order and the offer to be tried again (opened at the provider: %s)',
    async (charged) => {
      const shopper = await newShopper()
      const product = await newProduct()
      shop.line.spoil(product.providerProductId, { charged, answer: 'reset' })
      const started = await startCheckout({
        sessionId: shopper.sessionId,
        user: null,
        slug: product.slug,
        locale: 'en',
        visitor: VISITOR,
      })
      if (started.ok || started.error.code !== 'unavailable') throw new Error('the page was opened')
      const { orderId } = started.error
      expect(await states(orderId)).toEqual(['failed NOT_SENT'])
      expect((await resumeAt(orderId)).ok).toBe(true)

      const customer = await newCustomer()
      const offer = await newOffer(customer)
      shop.line.spoil(offer.providerProductId, { charged, answer: 'reset' })
      expect(await payElsewhere(customer, offer.impressionId)).toEqual({ to: 'offer' })
      expect(await payElsewhere(customer, offer.impressionId)).toMatchObject({ to: 'checkout' })
      expect(await states(offer.orderId, offer.impressionId)).toEqual(['failed NOT_SENT', 'pending'])
    },
  )
})
