import { describe, expect, test, vi } from 'vitest'
import { breakAt, ENDS, type End, everyBreak, installBreaks, stepsOf } from '@/lib/testing/crash'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

installBreaks()
const shop = await openShop()
const {
  accept,
  age,
  attemptsOf,
  newCustomer,
  newOffer,
  newProduct,
  newShopper,
  pay,
  theAttempt,
  resumeAt,
  VISITOR,
} = await import('@/lib/testing/shopper')
const { waiting } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { acceptOffer } = await import('@/lib/offers/accept-offer')
const { startCheckout } = await import('@/lib/checkout/start-checkout')
const { own, seen } = await import('@/lib/testing/shopper')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

const HOUR = 3_600
const customer = await newCustomer()
/** One for each way to break, as those of one step run beside each other. */
const customers = new Map(await Promise.all(ENDS.map(async (end) => [end, await newCustomer()] as const)))

/** What the look-ups do after a crash, as time goes by. */
async function recover(attemptId: string): Promise<void> {
  for (const seconds of [60, HOUR]) {
    await age(attemptId, seconds)
    await resolveAttempt(attemptId)
  }
}

test('an accept that breaks anywhere charges at most once, and is never left alone', {
  timeout: 120_000,
}, async () => {
  const dry = await newOffer(customer)
  const first = await own(customer, dry.impressionId)
  const steps = await stepsOf(() => acceptOffer(first, seen))
  expect(steps.filter((name) => name === 'POST /checkouts')).toHaveLength(1)
  const posted = steps.indexOf('POST /checkouts')
  const ends: Record<string, number> = {}

  await everyBreak(steps, async (at, end) => {
    const offer = await newOffer(customer)
    const impression = await own(customer, offer.impressionId)
    await breakAt(at, end, () => acceptOffer(impression, seen))
    const [attempt, ...more] = await attemptsOf(offer.orderId, offer.impressionId)
    expect(more).toEqual([])
    const sent = attempt ? shop.line.charges(attempt.id).length : 0
    // Nothing leaves before it is written down, and a commit that cannot be proved sends nothing.
    if (at < posted) expect(sent).toBe(0)
    if (!attempt) {
      expect(await db.impression.findUnique({ where: { id: offer.impressionId } })).toMatchObject({
        state: 'presented',
      })
      expect(await db.orderLine.count({ where: { impressionId: offer.impressionId } })).toBe(0)
      return
    }
    if (['created', 'sending', 'pending', 'unknown'].includes(attempt.state)) {
      expect(await waiting('resolve_attempt', attempt.id)).toHaveLength(1)
    }
    await accept(customer, offer.impressionId)
    await recover(attempt.id)
    const after = await theAttempt(offer.impressionId)
    const charged = sent === 1 && !(at === posted && (end === 'dies' || end === 'cut'))
    const expected = charged ? 'succeeded' : attempt.armedAt ? 'needs_review' : 'failed'
    expect(after.state).toBe(expected)
    expect(shop.line.charges(attempt.id)).toHaveLength(sent)
    expect(await db.entitlement.count({ where: { line: { impressionId: offer.impressionId } } })).toBe(
      charged ? 1 : 0,
    )
    ends[expected] = (ends[expected] ?? 0) + 1
    if (expected === 'failed') {
      await accept(customer, offer.impressionId, after.id)
      expect(await attemptsOf(offer.orderId, offer.impressionId)).toHaveLength(2)
    }
  })
  expect(Object.keys(ends).sort()).toEqual(['failed', 'needs_review', 'succeeded'])
})

test('news that breaks anywhere is whole or not there, and delivers once when it comes again', {
  timeout: 120_000,
}, async () => {
  const next = async (end: End) => {
    const buyer = customers.get(end) ?? customer
    const offer = await newOffer(buyer)
    await accept(buyer, offer.impressionId)
    const { providerPaymentId } = await theAttempt(offer.impressionId)
    return { ...offer, paymentId: providerPaymentId ?? '' }
  }
  const dry = await next('dies')
  const steps = await stepsOf(() => syncPayment(dry.paymentId))

  await everyBreak(steps, async (at, end) => {
    const { impressionId, orderId, paymentId } = await next(end)
    const { receiptRevision } = await db.order.findUniqueOrThrow({ where: { id: orderId } })
    await breakAt(at, end, () => syncPayment(paymentId))
    const { state } = await theAttempt(impressionId)
    const delivered = await db.entitlement.count({ where: { line: { impressionId } } })
    const payments = await db.payment.count({ where: { id: paymentId } })
    expect([state, delivered, payments]).toEqual(
      state === 'succeeded' ? ['succeeded', 1, 1] : ['pending', 0, 0],
    )
    await syncPayment(paymentId)
    await syncPayment(paymentId)
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
    expect(await db.entitlement.count({ where: { line: { impressionId } } })).toBe(1)
    expect((await db.order.findUniqueOrThrow({ where: { id: orderId } })).receiptRevision).toBe(
      receiptRevision + 1,
    )
  })
})

describe('opening a checkout', () => {
  test('that breaks anywhere leaves an order that can be paid, or none', { timeout: 120_000 }, async () => {
    const product = await newProduct()
    const start = (sessionId: string) =>
      startCheckout({ sessionId, user: null, slug: product.slug, locale: 'en', visitor: VISITOR })
    const dry = await newShopper()
    const steps = await stepsOf(() => start(dry.sessionId))

    await everyBreak(steps, async (at, end) => {
      const shopper = await newShopper()
      await breakAt(at, end, () => start(shopper.sessionId))
      const [attempt] = await db.chargeAttempt.findMany({
        where: { order: { sessionId: shopper.sessionId } },
      })
      if (!attempt) return
      await age(attempt.id, 60)
      await resolveAttempt(attempt.id)
      const page = await resumeAt(attempt.orderId)
      if (!page.ok) throw new Error(`the order cannot be paid: ${page.error}`)
      const paid = await pay(shopper, page.value.url)
      expect(paid.status).toBe(303)
    })
  })
})
