import { describe, expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, attemptsOf, decline, payElsewhere, pay, theAttempt } = await import('@/lib/testing/shopper')
const { lookForRefunds, newSwapFunnel, newSwapper, standing, swap } = await import('@/lib/testing/swapper')
const { due, work } = await import('@/lib/testing/work')
const { countArms } = await import('@/lib/experiments/count-arms')
const { db } = await import('@/lib/db/prisma')
const { inBrowser } = await import('@/lib/testing/browser')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { syncPayment } = await import('@/lib/charges/sync-payment')
const { findInvariantBreaks } = await import('@/lib/invariants/check-invariants')
const { getOffer } = await import('@/lib/offers/queries')
const { getOrder } = await import('@/lib/orders/queries')
const { readReceipt } = await import('@/lib/notifications/receipt-data')
const { readDealings } = await import('@/lib/arbiter/read-dealings')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { sweepSwaps } = await import('./give-back-replaced')

type Swapper = Awaited<ReturnType<typeof newSwapper>>
const { moneyBack, posts } = refundsAt(shop)
const funnel = await newSwapFunnel()
const usd = (amount: number) => ({ amount, currency: 'USD' })
const offerOf = (swapper: Swapper) =>
  inBrowser(swapper.browser, () => getOffer(swapper.orderId, swapper.impressionId, 'en'))
const orderOf = (swapper: Swapper) => inBrowser(swapper.browser, () => getOrder(swapper.orderId, 'en'))
const UNCHANGED = { old: 'paid', oldAccess: 1, refunds: [] }
const DONE = { old: 'withdrawn', bigger: 'paid', oldAccess: 0, biggerAccess: 1, refunds: ['swap succeeded'] }

describe('a swap', () => {
  test('says its three sums, and keeps them with the consent', async () => {
    const swapper = await newSwapper(funnel)
    expect(await offerOf(swapper)).toMatchObject({
      state: { name: 'ready' },
      total: usd(9_900),
      swap: { goesBack: usd(4_900), difference: usd(5_000), card: { lastFour: '4242' } },
    })
    await swap(swapper)
    expect(
      await db.consent.findFirstOrThrow({ where: { impressionId: swapper.impressionId } }),
    ).toMatchObject({
      totalMinor: 9_900,
      goesBackMinor: 4_900,
      differenceMinor: 5_000,
    })
  })

  test('charges the bigger one once, then gives the smaller one back once', async () => {
    const swapper = await newSwapper(funnel)
    await accept(swapper, swapper.impressionId)
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid', biggerAccess: 0 })
    const attempt = await theAttempt(swapper.impressionId)
    await resolveAttempt(attempt.id)
    // Both are theirs until the refund is proven.
    expect(await standing(swapper)).toMatchObject({
      ...{ old: 'paid', bigger: 'paid', oldAccess: 1, biggerAccess: 1 },
      refunds: ['swap created'],
    })
    expect(await orderOf(swapper)).toMatchObject({
      lines: [{ state: 'paid', replacing: { refund: 'on_its_way' } }, { state: 'paid' }],
    })
    await accept(swapper, swapper.impressionId, attempt.id)
    await work()
    await Promise.all([lookForRefunds(swapper), lookForRefunds(swapper), sweepSwaps(), sweepRefunds()])
    expect(await standing(swapper)).toMatchObject(DONE)
    expect(shop.line.charges(attempt.id)).toHaveLength(1)
    expect(posts(swapper.oldPaymentId)).toHaveLength(1)
    expect(moneyBack(swapper.oldPaymentId)).toBe(1)
    expect(await findInvariantBreaks()).toEqual([])
  })

  test('is told on order, receipt and offer', async () => {
    const swapper = await newSwapper(funnel)
    await swap(swapper)
    await work()
    expect(await orderOf(swapper)).toMatchObject({
      state: 'paid',
      totals: [usd(9_900)],
      lines: [
        { state: 'withdrawn', withdrawn: { by: 'replaced', replacedBy: funnel.big.slug, refund: 'done' } },
        { state: 'paid', replaces: funnel.small.slug },
      ],
    })
    expect(await readReceipt(swapper.orderId)).toMatchObject({
      totals: [usd(9_900)],
      lines: [
        { back: 'replaced', replacedBy: funnel.big.slug },
        { back: null, replaces: funnel.small.slug },
      ],
    })
    await due('send_receipt', swapper.orderId)
    await work()
    const { items } = await shop.control<{ items: { text: string }[] }>('GET', `/mail?to=${swapper.email}`)
    expect(items[0]?.text).toContain(`You replaced this with ${funnel.big.slug}. $49.00 goes back`)
    expect((await offerOf(swapper))?.state).toEqual({ name: 'paid' })
    const owner = { userId: null, sessionId: swapper.sessionId }
    const dealings = await readDealings(owner, null, new Date())
    expect(dealings).toMatchObject({ owned: [funnel.big.id], refundedLately: false })
  })

  test('is net of what goes back in the figures of the shop', async () => {
    const { small, big } = await newSwapFunnel({ from: 1_000, to: 3_000 })
    const swapper = await newSwapper({ small, big })
    await swap(swapper)
    await work()
    const { versionId, offerId } = await db.impression.findUniqueOrThrow({
      where: { id: swapper.impressionId },
    })
    const [offer] = await db.$queryRaw<{ revenue: number; back: number }[]>`
      SELECT sum(revenue_minor)::int AS revenue, sum(refunded_minor)::int AS back FROM shop_stat
      WHERE offer_id = ${offerId} AND version_id = ${versionId}`
    expect(offer).toEqual({ revenue: 3_000, back: 0 })
    const sums = () => db.$queryRaw`
      SELECT offer_id, version_id, sum(orders)::int AS orders, sum(revenue_minor)::int AS revenue,
        sum(refunded_minor)::int AS back FROM shop_stat GROUP BY 1, 2 ORDER BY 1, 2`
    const arm = { experimentId: `e-${offerId}`, arm: 'swap' }
    await db.experiment.create({ data: { id: arm.experimentId, key: arm.experimentId, state: 'stopped' } })
    await db.experimentExposure.create({ data: { ...arm, orderId: swapper.orderId, person: 'ada' } })
    // A hold-out keeps what was replaced: only the difference is what the offer brought.
    expect(await countArms(arm.experimentId)).toMatchObject([{ gross: 3_000, net: 2_000, givenBack: 0 }])
    const before = await sums()
    await db.$executeRaw`SELECT rebuild_shop_stat()`
    expect(await sums()).toEqual(before)
  })
})

describe('nothing of the old purchase changes', () => {
  test('when it is declined', async () => {
    const swapper = await newSwapper(funnel)
    await decline(swapper, swapper.impressionId)
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: null })
  })

  test('when the card is declined, and it still goes with another one', async () => {
    const swapper = await newSwapper(funnel, { number: '4000000000000341' })
    await swap(swapper)
    expect((await theAttempt(swapper.impressionId)).state).toBe('failed')
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid' })
    const led = await payElsewhere(swapper, swapper.impressionId)
    if (led.to !== 'checkout') throw new Error(led.to)
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid' })
    await pay(swapper, led.url)
    for (const { id } of await attemptsOf(swapper.orderId, swapper.impressionId)) await resolveAttempt(id)
    await work()
    expect(await standing(swapper)).toMatchObject(DONE)
  })

  test('while the bank checks, and after it said no', async () => {
    const swapper = await newSwapper(funnel, { number: '4000003800000446' })
    await swap(swapper)
    const attempt = await theAttempt(swapper.impressionId)
    expect(attempt.state).toBe('action_required')
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid' })
    await shop.control('POST', `/payments/${attempt.providerPaymentId}/settle`, { status: 'failed' })
    await syncPayment(attempt.providerPaymentId ?? '')
    await work()
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid' })
  })

  test('while no answer came', async () => {
    const swapper = await newSwapper(funnel)
    shop.line.spoil(({ path, method }) => method === 'POST' && path === '/checkouts', {
      charged: false,
      answer: 'reset',
    })
    await swap(swapper)
    expect((await theAttempt(swapper.impressionId)).state).toBe('unknown')
    await Promise.all([sweepSwaps(), sweepRefunds()])
    expect(await standing(swapper)).toMatchObject({ ...UNCHANGED, bigger: 'unpaid' })
  })
})

describe('an undo', () => {
  test('gives the bigger one back in full and does not bring the old one back', async () => {
    const swapper = await newSwapper(funnel)
    await swap(swapper)
    await work()
    const bigger = await db.orderLine.findFirstOrThrow({ where: { impressionId: swapper.impressionId } })
    expect(await undoPurchase(bigger.id)).toBe('undone')
    expect(await standing(swapper)).toMatchObject({
      ...{ old: 'withdrawn', bigger: 'withdrawn', oldAccess: 0, biggerAccess: 0 },
      refunds: ['swap succeeded'],
    })
    expect(moneyBack(bigger.paymentId ?? '')).toBe(1)
    expect(moneyBack(swapper.oldPaymentId)).toBe(1)
    expect((await orderOf(swapper))?.state).toBe('refunded')
    expect((await findInvariantBreaks()).filter(({ subject }) => subject === bigger.id)).toEqual([])
  })

  test('before the old money is back lets both go back, each once', async () => {
    const swapper = await newSwapper(funnel)
    await swap(swapper)
    const bigger = await db.orderLine.findFirstOrThrow({ where: { impressionId: swapper.impressionId } })
    await Promise.all([undoPurchase(bigger.id), lookForRefunds(swapper), undoPurchase(bigger.id)])
    await work()
    expect(await standing(swapper)).toMatchObject({ old: 'withdrawn', bigger: 'withdrawn' })
    expect(moneyBack(bigger.paymentId ?? '')).toBe(1)
    expect(moneyBack(swapper.oldPaymentId)).toBe(1)
  })
})
