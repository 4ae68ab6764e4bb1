import { describe, expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, attemptsOf, newCustomer, newFunnel, newProduct, own, payElsewhere, pay } = await import(
  '@/lib/testing/shopper'
)
const { newSwapFunnel, newSwapper, standing, swap } = await import('@/lib/testing/swapper')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { inBrowser } = await import('@/lib/testing/browser')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { getOffer } = await import('@/lib/offers/queries')
const { syncRefund } = await import('@/lib/refunds/sync-refund')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')

type Swapper = Awaited<ReturnType<typeof newSwapper>>
const { moneyBack } = refundsAt(shop)
const funnel = await newSwapFunnel()
const offerOf = (swapper: Swapper) =>
  inBrowser(swapper.browser, () => getOffer(swapper.orderId, swapper.impressionId, 'en'))
const DONE = { old: 'withdrawn', bigger: 'paid', oldAccess: 0, biggerAccess: 1, refunds: ['swap succeeded'] }

describe('is not offered, or not sold,', () => {
  const whyOf = async (orderId: string) => {
    const [decision] = await db.offerDecision.findMany({ where: { orderId, placement: 'post_purchase' } })
    const trace = decision?.trace as { funnels: { refused: { why: string }[] }[] }
    return {
      why: decision?.why,
      refused: trace.funnels.flatMap(({ refused }) => refused.map(({ why }) => why)),
    }
  }

  test('when it is not bigger', async () => {
    const same = await newSwapFunnel({ from: 4_900, to: 4_900 })
    const customer = await newCustomer({ slug: same.small.slug })
    expect(await whyOf(customer.orderId)).toEqual({ why: 'no_swap', refused: [] })
  })

  test('in another currency', async () => {
    const small = await newProduct()
    const yen = await newProduct({ price: 9_900 })
    await db.product.update({ where: { id: yen.id }, data: { currency: 'JPY' } })
    const rule = { fact: 'bought' as const, in: [small.slug] }
    const step = { offer: `swap-${yen.slug}`, product: yen.id, swap: true as const }
    await newFunnel(`swap-${small.slug}`, 'post_purchase', [step], { rule, priority: 500 })
    const customer = await newCustomer({ slug: small.slug })
    expect(await whyOf(customer.orderId)).toMatchObject({
      why: 'nothing_to_show',
      refused: ['swap_currency'],
    })
  })

  test.each(['refund', 'dispute'])('after a %s of what it would replace', async (what) => {
    const swapper = await newSwapper(funnel)
    if (what === 'refund') {
      const refund = await shop.provider.refunds.create({ payment_id: swapper.oldPaymentId })
      await syncRefund(refund.refund_id)
    } else {
      const data = { id: `dsp_${swapper.orderId}`, paymentId: swapper.oldPaymentId, status: 'dispute_opened' }
      await db.dispute.create({ data: { ...data, readAt: new Date() } })
    }
    expect((await offerOf(swapper))?.state).toEqual({ name: 'unavailable' })
    await accept(swapper, swapper.impressionId)
    expect(await attemptsOf(swapper.orderId, swapper.impressionId)).toEqual([])
    await db.impression.deleteMany({ where: { id: swapper.impressionId } })
    await db.offerDecision.deleteMany({ where: { orderId: swapper.orderId } })
    expect(await presentNextOffer(swapper.orderId)).toBeNull()
    expect((await whyOf(swapper.orderId)).refused).toContain('nothing_to_swap')
  })

  test('a second time: of two swaps of one line the one paid later is given back', async () => {
    const swapper = await newSwapper(funnel)
    const other = await newProduct({ price: 19_900 })
    const offer = `swap-${other.slug}`
    const step = { offer, product: other.id, swap: true as const }
    const { versionId } = await newFunnel(offer, 'post_purchase', [step], { priority: 0 })
    const { id, replacesLine, offerId, ...shown } = await db.impression.findUniqueOrThrow({
      where: { id: swapper.impressionId },
    })
    const second = await db.impression.create({
      data: {
        ...shown,
        ...{ id: 'x'.repeat(22), offerId: offer, versionId, stepKey: offer, prices: [] },
        ...{ replacesLine, subtotalMinor: 19_900, totalMinor: 19_900 },
      },
    })
    const led = await payElsewhere(swapper, second.id)
    if (led.to !== 'checkout') throw new Error(led.to)
    await swap(swapper)
    // A page that nobody had paid on yet keeps nobody from the first swap; paid afterwards it is one too many.
    await pay(swapper, led.url)
    for (const attempt of await attemptsOf(swapper.orderId, second.id)) await resolveAttempt(attempt.id)
    await work()
    expect(await standing(swapper)).toMatchObject(DONE)
    const [late] = await attemptsOf(swapper.orderId, second.id)
    expect(late).toMatchObject({ state: 'refunded', reason: 'PAID_TWICE' })
    expect(moneyBack(late?.providerPaymentId ?? '')).toBe(1)
    expect(await own(swapper, id)).toBeTruthy()
  })
})
