import { describe, expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const {
  accept,
  age,
  attemptsOf,
  comeBack,
  newCustomer,
  newOffer,

  pay,
  payElsewhere,
  theAttempt,
} = await import('@/lib/testing/shopper')
const { paymentsAt } = await import('@/lib/testing/payments')
const { due, work } = await import('@/lib/testing/work')
const { inBrowser } = await import('@/lib/testing/browser')
const { db } = await import('@/lib/db/prisma')
const { getOffer } = await import('@/lib/offers/queries')
const { getOrder } = await import('@/lib/orders/queries')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { listReviews } = await import('@/lib/review/list-reviews')
const { confirmCode, previewRelease, releaseAttempt } = await import('@/lib/review/release-attempt')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

type Customer = Awaited<ReturnType<typeof newCustomer>>
const HOUR = 3_600

const { of: payments, kept } = paymentsAt(shop)
const { posts: refundPosts } = refundsAt(shop)
const word = (id: string, reason = 'not at the desk') => ({
  id,
  actor: 'ops',
  reason,
  evidence: 'desk at 12:00',
  code: confirmCode(id, reason),
})

/** A charge whose answer was lost; whether it was made shows only when the line lets the list through. */
async function inReview(customer: Customer, charged: boolean) {
  const offer = await newOffer(customer)
  shop.line.spoil(offer.providerProductId, { charged, answer: 'reset' })
  if (charged)
    await shop.control('POST', '/weather', {
      match: { email: customer.email },
      effect: { processing: true },
      times: 1,
    })
  await accept(customer, offer.impressionId)
  const attempt = await theAttempt(offer.impressionId)
  await age(attempt.id, HOUR + 60)
  shop.line.spoil(({ path }) => path.includes(`customer_id=${customer.customerId}`), {
    charged: false,
    answer: { status: 200, body: '{"items":[]}' },
  })
  await resolveAttempt(attempt.id)
  expect((await theAttempt(offer.impressionId)).state).toBe('needs_review')
  return { ...offer, attemptId: attempt.id }
}

async function lateMoney(customer: Customer) {
  const [late] = (await payments(customer.email)).filter(({ status }) => status === 'processing')
  if (!late) throw new Error('nothing is under way')
  await shop.control('POST', `/payments/${late.payment_id}/settle`, { status: 'succeeded' })
  await Promise.all([syncPayment(late.payment_id), syncPayment(late.payment_id)])
  return late.payment_id
}

describe('a release', () => {
  test('is listed, confirmed, audited, done once, and never undone by anybody', async () => {
    const customer = await newCustomer()
    const { attemptId, impressionId, orderId } = await inReview(customer, false)
    expect(await listReviews()).toContainEqual(
      expect.objectContaining({ kind: 'charge', id: attemptId, reason: 'NO_PROOF', email: customer.email }),
    )
    expect(await previewRelease(attemptId)).toBe('released')
    expect(
      await releaseAttempt({ ...word(attemptId), code: confirmCode(attemptId, 'another reason') }),
    ).toEqual({ ok: false, error: 'wrong_code' })
    const told = await Promise.all([1, 2, 3].map(() => releaseAttempt(word(attemptId))))
    expect(told.filter(({ ok }) => ok)).toHaveLength(1)
    expect(await theAttempt(impressionId)).toMatchObject({ state: 'released', reason: 'RELEASED' })
    const [audit, ...more] = await db.audit.findMany({ where: { subject: attemptId } })
    expect(more).toEqual([])
    expect(audit).toMatchObject({
      actor: 'ops',
      action: 'release',
      reason: 'not at the desk',
      evidence: { was: 'NO_PROOF', note: 'desk at 12:00' },
    })
    await expect(db.audit.update({ where: { id: audit?.id ?? '' }, data: { reason: 'x' } })).rejects.toThrow(
      /never changed/,
    )
    await expect(db.audit.delete({ where: { id: audit?.id ?? '' } })).rejects.toThrow(/never changed/)
    await expect(db.$executeRaw`TRUNCATE audit`).rejects.toThrow(/never changed/)
    const offer = await inBrowser(customer.browser, () => getOffer(orderId, impressionId, 'en'))
    expect(offer?.state).toEqual({ name: 'declined', reason: 'no_answer' })
    expect(await previewRelease(attemptId)).toBeNull()
  })

  test('lets the shopper pay another way, and never with one click again', async () => {
    const customer = await newCustomer()
    const { attemptId, impressionId, orderId } = await inReview(customer, false)
    await releaseAttempt(word(attemptId))
    await accept(customer, impressionId, attemptId)
    expect(await attemptsOf(orderId, impressionId)).toHaveLength(1)
    const page = await payElsewhere(customer, impressionId)
    if (page.to !== 'checkout') throw new Error('no page was opened')
    await pay(customer, page.url)
    await comeBack(customer, orderId, impressionId)
    expect((await attemptsOf(orderId, impressionId)).map(({ state }) => state)).toEqual([
      'released',
      'succeeded',
    ])
    expect(await kept(customer.email)).toBe(2)
  })

  test.each([true, false])(
    'money that comes late is refunded once (something else sold: %s)',
    async (sold) => {
      const customer = await newCustomer()
      const { attemptId, impressionId, orderId } = await inReview(customer, true)
      await releaseAttempt(word(attemptId))
      if (sold) {
        const page = await payElsewhere(customer, impressionId)
        if (page.to !== 'checkout') throw new Error('no page was opened')
        await pay(customer, page.url)
        await comeBack(customer, orderId, impressionId)
      }
      const before = refundPosts().length
      const late = await lateMoney(customer)
      expect((await db.chargeAttempt.findUniqueOrThrow({ where: { id: attemptId } })).state).toBe(
        'refund_due',
      )
      const waiting = await inBrowser(customer.browser, () => getOrder(orderId, 'en'))
      expect(waiting?.tooMuch).toMatchObject([
        { total: { amount: 1_900, currency: 'USD' }, refund: 'on_its_way' },
      ])
      await Promise.all([work(), work(), sweepRefunds(), syncPayment(late)])
      await work()
      expect(await db.chargeAttempt.findUniqueOrThrow({ where: { id: attemptId } })).toMatchObject({
        state: 'refunded',
        reason: 'LATE_PAYMENT',
      })
      expect(refundPosts()).toHaveLength(before + 1)
      expect(await kept(customer.email)).toBe(sold ? 2 : 1)
      expect(await db.entitlement.count({ where: { line: { impressionId }, revokedAt: null } })).toBe(
        sold ? 1 : 0,
      )
      const order = await inBrowser(customer.browser, () => getOrder(orderId, 'en'))
      expect(order?.tooMuch).toMatchObject([{ refund: 'done' }])
      const offer = await inBrowser(customer.browser, () => getOffer(orderId, impressionId, 'en'))
      expect(offer?.state.name).toBe(sold ? 'paid' : 'given_back')
      await due('send_receipt', orderId)
      await work()
      const { items } = await shop.control<{ items: { text: string }[] }>('GET', `/mail?to=${customer.email}`)
      expect(items[0]?.text).toContain('We received $19.00 more than we should have.')
    },
  )

  test('of money that is not as agreed sends all of it back', async () => {
    const customer = await newCustomer()
    const offer = await newOffer(customer)
    const { price } = await shop.provider.products.retrieve(offer.providerProductId)
    if (price.type !== 'one_time_price') throw new Error(price.type)
    await shop.provider.products.update(offer.providerProductId, { price: { ...price, price: 9_900 } })
    await accept(customer, offer.impressionId)
    const { id } = await theAttempt(offer.impressionId)
    await resolveAttempt(id)
    expect(await previewRelease(id)).toBe('refunding')
    expect(await releaseAttempt(word(id))).toEqual({ ok: true, value: 'refunding' })
    await work()
    expect((await theAttempt(offer.impressionId)).state).toBe('refunded')
    expect(await kept(customer.email)).toBe(1)
  })
})
