import { expect, test, vi } from 'vitest'
import { breakAt, everyBreak, installBreaks, stepsOf } from '@/lib/testing/crash'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

installBreaks()
const shop = await openShop()
const { accept, age, attemptsOf, own, seen, theAttempt } = await import('@/lib/testing/shopper')
const { newSwapFunnel, newSwapper, standing } = await import('@/lib/testing/swapper')
const { db } = await import('@/lib/db/prisma')
const { acceptOffer } = await import('@/lib/offers/accept-offer')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { syncPayment } = await import('@/lib/charges/sync-payment')
const { resolveRefund } = await import('@/lib/refunds/resolve-refund')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { sweepSwaps } = await import('./give-back-replaced')

type Swapper = Awaited<ReturnType<typeof newSwapper>>
const funnel = await newSwapFunnel()
const { moneyBack, posts } = refundsAt(shop)
const HOUR = 3_600

/** What jobs and sweeps do after a crash, as an hour goes by. */
async function recover(swapper: Swapper): Promise<void> {
  for (const seconds of [60, HOUR]) {
    for (const { id } of await attemptsOf(swapper.orderId, swapper.impressionId)) {
      await age(id, seconds)
      await resolveAttempt(id)
    }
    await sweepSwaps()
    await sweepRefunds()
    for (const id of (await standing(swapper)).refundIds) {
      await db.$executeRaw`UPDATE refund_attempt SET created_at = created_at - make_interval(secs => ${seconds}),
        armed_at = armed_at - make_interval(secs => ${seconds}) WHERE id = ${id}`
      await resolveRefund(id)
    }
  }
}

/** Money and goods after everything came to rest; what became of it. */
async function settled(swapper: Swapper): Promise<'swapped' | 'kept' | 'flagged'> {
  const now = await standing(swapper)
  const back = moneyBack(swapper.oldPaymentId)
  expect(posts(swapper.oldPaymentId).length).toBeLessThanOrEqual(1)
  expect(back).toBeLessThanOrEqual(1)
  if (now.bigger === 'paid' && now.old === 'withdrawn') {
    expect(now).toMatchObject({ oldAccess: 0, biggerAccess: 1, refunds: ['swap succeeded'] })
    expect(back).toBe(1)
    return 'swapped'
  }
  // Whatever else happened, nothing of the old purchase is lost.
  expect(now).toMatchObject({ old: 'paid', oldAccess: 1 })
  expect(back).toBe(0)
  if (now.bigger === 'paid') {
    expect(now).toMatchObject({ biggerAccess: 1, refunds: ['swap needs_review'] })
    return 'flagged'
  }
  expect(now).toMatchObject({ biggerAccess: 0, refunds: [] })
  const open = await attemptsOf(swapper.orderId, swapper.impressionId)
  return open.some(({ state }) => state === 'needs_review') ? 'flagged' : 'kept'
}

test('a yes that breaks anywhere ends swapped once, unchanged or flagged', { timeout: 240_000 }, async () => {
  const dry = await newSwapper(funnel)
  const first = await own(dry, dry.impressionId)
  const steps = await stepsOf(() => acceptOffer(first, seen))
  expect(steps.filter((name) => name === 'POST /checkouts')).toHaveLength(1)
  const ends = new Set<string>()
  await everyBreak(steps, async (at, end) => {
    const swapper = await newSwapper(funnel)
    const impression = await own(swapper, swapper.impressionId)
    await breakAt(at, end, () => acceptOffer(impression, seen))
    await recover(swapper)
    for (const { id } of await attemptsOf(swapper.orderId, swapper.impressionId))
      expect(shop.line.charges(id).length).toBeLessThanOrEqual(1)
    ends.add(await settled(swapper))
  })
  expect([...ends].sort()).toEqual(['flagged', 'kept', 'swapped'])
})

test('news of its payment that breaks anywhere is whole or not there', { timeout: 240_000 }, async () => {
  const next = async () => {
    const swapper = await newSwapper(funnel)
    await accept(swapper, swapper.impressionId)
    return { swapper, paymentId: (await theAttempt(swapper.impressionId)).providerPaymentId ?? '' }
  }
  const dry = await next()
  const steps = await stepsOf(() => syncPayment(dry.paymentId))
  expect((await standing(dry.swapper)).refunds).toEqual(['swap created'])
  await everyBreak(steps, async (at, end) => {
    const { swapper, paymentId } = await next()
    await breakAt(at, end, () => syncPayment(paymentId))
    const between = await standing(swapper)
    expect([between.bigger, between.biggerAccess, between.refunds.length]).toEqual(
      between.bigger === 'paid' ? ['paid', 1, 1] : ['unpaid', 0, 0],
    )
    expect(between).toMatchObject({ old: 'paid', oldAccess: 1 })
    await Promise.all([syncPayment(paymentId), syncPayment(paymentId)])
    await recover(swapper)
    expect(await settled(swapper)).toBe('swapped')
  })
})

test('its refund that breaks anywhere is made once or flagged', { timeout: 240_000 }, async () => {
  const next = async () => {
    const swapper = await newSwapper(funnel)
    await accept(swapper, swapper.impressionId)
    await resolveAttempt((await theAttempt(swapper.impressionId)).id)
    const [refundId] = (await standing(swapper)).refundIds
    return { swapper, refundId: refundId ?? '' }
  }
  const dry = await next()
  const steps = await stepsOf(() => resolveRefund(dry.refundId))
  expect(steps.filter((name) => name === 'POST /refunds')).toHaveLength(1)
  const ends = new Set<string>()
  await everyBreak(steps, async (at, end) => {
    const { swapper, refundId } = await next()
    await breakAt(at, end, () => resolveRefund(refundId))
    const between = await standing(swapper)
    expect(between.biggerAccess).toBe(1)
    // Access to the old one ends in the very transaction that books its money as back.
    expect(between.oldAccess).toBe(between.refunds[0] === 'swap succeeded' ? 0 : 1)
    await recover(swapper)
    ends.add(await settled(swapper))
  })
  expect([...ends].sort()).toEqual(['flagged', 'swapped'])
})
