import { describe, expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, theAttempt } = await import('@/lib/testing/shopper')
const { lookForRefunds, newSwapFunnel, newSwapper, standing, swap } = await import('@/lib/testing/swapper')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { inBrowser } = await import('@/lib/testing/browser')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { findInvariantBreaks } = await import('@/lib/invariants/check-invariants')
const { getOrder } = await import('@/lib/orders/queries')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { sweepSwaps } = await import('./give-back-replaced')

type Swapper = Awaited<ReturnType<typeof newSwapper>>
const { moneyBack, posts } = refundsAt(shop)
const funnel = await newSwapFunnel()
const orderOf = (swapper: Swapper) => inBrowser(swapper.browser, () => getOrder(swapper.orderId, 'en'))
const DONE = { old: 'withdrawn', bigger: 'paid', oldAccess: 0, biggerAccess: 1, refunds: ['swap succeeded'] }

describe('the refund', () => {
  const spoilRefund = (
    paymentId: string,
    charged: boolean,
    answer: 'reset' | { status: number; body: string },
  ) =>
    shop.line.spoil(
      ({ method, path, body }) => method === 'POST' && path === '/refunds' && body.payment_id === paymentId,
      { charged, answer },
    )

  test.each([true, false])('whose answer is lost is looked up, never sent again (made: %s)', async (made) => {
    const swapper = await newSwapper(funnel)
    spoilRefund(swapper.oldPaymentId, made, 'reset')
    await swap(swapper)
    await lookForRefunds(swapper)
    expect(await standing(swapper)).toMatchObject({ old: 'paid', oldAccess: 1, biggerAccess: 1 })
    await db.$executeRaw`UPDATE refund_attempt SET created_at = created_at - interval '61 minutes',
      armed_at = armed_at - interval '61 minutes' WHERE payment_id = ${swapper.oldPaymentId}`
    await sweepSwaps()
    await sweepRefunds()
    await lookForRefunds(swapper)
    expect(posts(swapper.oldPaymentId)).toHaveLength(1)
    expect(await standing(swapper)).toMatchObject(
      made ? DONE : { old: 'paid', oldAccess: 1, biggerAccess: 1, refunds: ['swap needs_review'] },
    )
  })

  test('that is refused is asked for again, and both are kept meanwhile', async () => {
    const swapper = await newSwapper(funnel)
    spoilRefund(swapper.oldPaymentId, false, {
      status: 422,
      body: '{"code":"INSUFFICIENT_BALANCE","message":"no"}',
    })
    await swap(swapper)
    await lookForRefunds(swapper)
    expect(await standing(swapper)).toMatchObject({ old: 'paid', oldAccess: 1, refunds: ['swap failed'] })
    expect(await orderOf(swapper)).toMatchObject({ lines: [{ replacing: { refund: 'delayed' } }, {}] })
    await sweepRefunds(new Date(Date.now() + 61_000))
    await lookForRefunds(swapper)
    expect(await standing(swapper)).toMatchObject({
      ...DONE,
      refunds: ['swap failed', 'swap succeeded'],
    })
    expect(moneyBack(swapper.oldPaymentId)).toBe(1)
  })

  test('that somebody made at the provider’s desk meanwhile is not made twice', async () => {
    const swapper = await newSwapper(funnel)
    await accept(swapper, swapper.impressionId)
    await shop.provider.refunds.create({ payment_id: swapper.oldPaymentId })
    await resolveAttempt((await theAttempt(swapper.impressionId)).id)
    await work()
    await lookForRefunds(swapper)
    expect(await standing(swapper)).toMatchObject({ old: 'withdrawn', bigger: 'paid', biggerAccess: 1 })
    expect(moneyBack(swapper.oldPaymentId)).toBe(1)
  })

  test('waits where the old payment is under dispute, is told of, and made once the dispute came to nothing', async () => {
    const swapper = await newSwapper(funnel)
    await accept(swapper, swapper.impressionId)
    const dispute = { id: `dsp_${swapper.orderId}`, paymentId: swapper.oldPaymentId, readAt: new Date() }
    await db.dispute.create({ data: { ...dispute, status: 'dispute_opened' } })
    await resolveAttempt((await theAttempt(swapper.impressionId)).id)
    await sweepSwaps()
    expect(await standing(swapper)).toMatchObject({ old: 'paid', bigger: 'paid', refunds: [] })
    expect((await findInvariantBreaks()).map((found) => found.class)).toContain('I21')
    await db.dispute.update({ where: { id: dispute.id }, data: { status: 'dispute_won' } })
    await Promise.all([sweepSwaps(), sweepSwaps()])
    await lookForRefunds(swapper)
    expect(await standing(swapper)).toMatchObject(DONE)
  })
})
