import { describe, expect, test, vi } from 'vitest'
import { breakAt, everyBreak, installBreaks, stepsOf } from '@/lib/testing/crash'
import type { Call, Fault } from '@/lib/testing/provider-line'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

installBreaks()
const shop = await openShop()
const { buyWithOneClick, lineOf, newCustomer, theAttempt } = await import('@/lib/testing/shopper')
const { due, waiting, work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { inBrowser } = await import('@/lib/testing/browser')
const { getOrder } = await import('@/lib/orders/queries')
const { resolveRefund } = await import('./resolve-refund')
const { sweepRefunds } = await import('./sweep-refunds')
const { syncRefund } = await import('./sync-refund')
const { undoPurchase } = await import('./undo-purchase')

type Bought = Awaited<ReturnType<typeof buyWithOneClick>>
const customer = await newCustomer()
const HOUR = 3_600

const asksFor =
  (paymentId: string) =>
  ({ method, path, body }: Call) =>
    method === 'POST' && path === '/refunds' && body.payment_id === paymentId
const { moneyBack, posts } = refundsAt(shop)
const attempts = (paymentId: string) =>
  db.refundAttempt.findMany({ where: { paymentId }, orderBy: { createdAt: 'asc' } })
async function theRefund(paymentId: string) {
  const [attempt, ...more] = await attempts(paymentId)
  if (!attempt || more.length > 0) throw new Error(`${more.length + (attempt ? 1 : 0)} refund attempts`)
  return attempt
}
/** Lets time pass for a refund. */
const age = (id: string, seconds: number) => db.$executeRaw`UPDATE refund_attempt SET
  created_at = created_at - make_interval(secs => ${seconds}), armed_at = armed_at - make_interval(secs => ${seconds}),
  settled_at = settled_at - make_interval(secs => ${seconds}) WHERE id = ${id}`
const progress = async ({ lineId, orderId }: Bought) => {
  const order = await inBrowser(customer.browser, () => getOrder(orderId, 'en'))
  return order?.lines.find(({ id }) => id === lineId)?.withdrawn?.refund
}

const refusal = (code: string) => JSON.stringify({ code, message: 'no' })
const status = (status: number, body: string): Fault['answer'] => ({ status, body })

const UNKNOWN: [string, Fault['answer']][] = [
  ['a connection that breaks', 'reset'],
  ['an answer that drips', 'drip'],
  ...[408, 409, 429, 500, 503].map((code): [string, Fault['answer']] => [
    `${code}`,
    status(code, refusal('X')),
  ]),
  ['200 with a page', { status: 200, body: '<html>', type: 'text/html' }],
  ['200 with nothing', status(200, '')],
  ['200 without an id', status(200, '{}')],
  ['200 about another payment', status(200, JSON.stringify({ refund_id: 'ref_x', payment_id: 'pay_x' }))],
  ['a redirect', { status: 307, body: '', headers: { location: '/elsewhere' } }],
]

describe.each([true, false])('an answer that proves nothing (given back: %s)', (charged) => {
  test.each(UNKNOWN)('%s: one POST, looked up, never sent again', { timeout: 40_000 }, async (_, answer) => {
    const bought = await buyWithOneClick(customer)
    shop.line.spoil(asksFor(bought.paymentId), { charged, answer })
    await undoPurchase(bought.lineId)
    const refund = await theRefund(bought.paymentId)
    expect(refund).toMatchObject({ state: 'unknown', posts: 1 })
    expect(await waiting('resolve_refund', refund.id)).toHaveLength(1)
    expect(await progress(bought)).toBe('delayed')
    await Promise.all([resolveRefund(refund.id), undoPurchase(bought.lineId)])
    await age(refund.id, HOUR + 60)
    await sweepRefunds()
    await resolveRefund(refund.id)
    expect((await theRefund(bought.paymentId)).state).toBe(charged ? 'succeeded' : 'needs_review')
    expect((await theAttempt(bought.impressionId)).state).toBe(charged ? 'refunded' : 'refund_due')
    expect(posts(bought.paymentId)).toHaveLength(1)
    expect(moneyBack(bought.paymentId)).toBe(charged ? 1 : 0)
    expect((await lineOf(bought.lineId)).state).toBe('withdrawn')
  })
})

describe('a definite refusal', () => {
  test('is owed still: asked for again by a new row, later and later, until it is made', async () => {
    const bought = await buyWithOneClick(customer)
    const refuse = () =>
      shop.line.spoil(asksFor(bought.paymentId), {
        charged: false,
        answer: status(422, refusal('INSUFFICIENT_BALANCE')),
      })
    refuse()
    await undoPurchase(bought.lineId)
    const first = await theRefund(bought.paymentId)
    expect(first).toMatchObject({ state: 'failed', reason: 'INSUFFICIENT_BALANCE' })
    expect(await progress(bought)).toBe('delayed')
    await sweepRefunds()
    expect(await attempts(bought.paymentId)).toHaveLength(1)
    await age(first.id, 61)
    refuse()
    await Promise.all([sweepRefunds(), sweepRefunds(), sweepRefunds()])
    await work()
    const [, second] = await attempts(bought.paymentId)
    expect(second).toMatchObject({ state: 'failed', cause: 'undone', lineId: bought.lineId })
    await age(second?.id ?? '', 61)
    await sweepRefunds()
    expect(await attempts(bought.paymentId)).toHaveLength(2)
    for (const { id } of await attempts(bought.paymentId)) await age(id, 600)
    await sweepRefunds()
    await work()
    expect((await attempts(bought.paymentId)).map(({ state }) => state)).toEqual([
      'failed',
      'failed',
      'succeeded',
    ])
    expect(moneyBack(bought.paymentId)).toBe(1)
    expect(await progress(bought)).toBe('done')
    await age((await attempts(bought.paymentId)).at(-1)?.id ?? '', 90 * 86_400)
    await sweepRefunds()
    expect(await attempts(bought.paymentId)).toHaveLength(3)
  })

  test('an unreachable provider is a refusal too: surely nothing was sent', async () => {
    const bought = await buyWithOneClick(customer)
    await shop.line.unplugged(() => undoPurchase(bought.lineId))
    const refund = await theRefund(bought.paymentId)
    expect(refund).toMatchObject({ state: 'failed', reason: 'NOT_SENT' })
    await age(refund.id, 61)
    await sweepRefunds()
    await work()
    expect(moneyBack(bought.paymentId)).toBe(1)
  })

  test.each(['PAYMENT_ALREADY_REFUNDED', 'PAYMENT_HAS_BEEN_REFUNDED'])(
    '%s counts as done once the payment says so',
    async (code) => {
      const bought = await buyWithOneClick(customer)
      const other = await buyWithOneClick(customer)
      await shop.provider.refunds.create({ payment_id: bought.paymentId })
      await undoPurchase(bought.lineId)
      const refund = await theRefund(bought.paymentId)
      await resolveRefund(refund.id)
      expect(await theRefund(bought.paymentId)).toMatchObject({
        state: 'succeeded',
        reason: 'ALREADY_REFUNDED',
      })
      expect(moneyBack(bought.paymentId)).toBe(1)
      // A lie is not believed.
      shop.line.spoil(asksFor(other.paymentId), { charged: false, answer: status(422, refusal(code)) })
      await undoPurchase(other.lineId)
      const { id } = await theRefund(other.paymentId)
      await resolveRefund(id)
      expect((await theRefund(other.paymentId)).state).toBe('unknown')
    },
  )
})

describe('a refund that takes its time', () => {
  test('is on its way until the bank has it, and asked for again when the bank refuses', async () => {
    const bought = await buyWithOneClick(customer)
    const reads = ({ method, path }: Call) => method === 'GET' && path.startsWith('/refunds/')
    const answerWith = (refundStatus: string) => {
      shop.line.spoil(reads, {
        charged: false,
        answer: status(
          200,
          JSON.stringify({
            refund_id: refundId,
            payment_id: bought.paymentId,
            status: refundStatus,
            amount: 1_900,
            currency: 'USD',
            is_partial: false,
            created_at: new Date().toISOString(),
          }),
        ),
      })
    }
    let refundId = 'ref_first'
    shop.line.spoil(asksFor(bought.paymentId), {
      charged: false,
      answer: status(200, JSON.stringify({ refund_id: refundId, payment_id: bought.paymentId })),
    })
    answerWith('pending')
    await undoPurchase(bought.lineId)
    const first = await theRefund(bought.paymentId)
    expect(first).toMatchObject({ state: 'pending', providerRefundId: refundId })
    expect(await progress(bought)).toBe('on_its_way')
    answerWith('failed')
    await due('resolve_refund', first.id)
    await work()
    expect(await theRefund(bought.paymentId)).toMatchObject({ state: 'failed', reason: 'REFUND_FAILED' })
    answerWith('pending')
    await syncRefund(refundId)
    expect((await theRefund(bought.paymentId)).state).toBe('failed')
    await age(first.id, 61)
    await sweepRefunds()
    refundId = 'none'
    await work()
    expect(moneyBack(bought.paymentId)).toBe(1)
    expect(await progress(bought)).toBe('done')
  })

  test('a partial refund by the merchant takes nothing away; the rest of it does', async () => {
    const bought = await buyWithOneClick(customer)
    const parts = (id: string, amount: number) => ({
      id,
      paymentId: bought.paymentId,
      status: 'succeeded',
      amountMinor: amount,
      currency: 'USD',
      metadata: {},
      createdAt: new Date(),
    })
    const { takeInRefund } = await import('./sync-refund')
    await takeInRefund(parts('ref_part_1', 900))
    expect((await lineOf(bought.lineId)).state).toBe('paid')
    await takeInRefund(parts('ref_part_2', 1_000))
    await takeInRefund(parts('ref_part_2', 1_000))
    expect((await lineOf(bought.lineId)).state).toBe('withdrawn')
    expect((await theAttempt(bought.impressionId)).state).toBe('refunded')
    expect(await undoPurchase(bought.lineId)).toBe('not_now')
    expect(posts(bought.paymentId)).toEqual([])
  })
})

test('an undo that breaks anywhere gives back at most once, and is never left alone', {
  timeout: 120_000,
}, async () => {
  const dry = await buyWithOneClick(customer)
  const steps = await stepsOf(() => undoPurchase(dry.lineId))
  const posted = steps.indexOf('POST /refunds')
  expect(posted).toBeGreaterThan(0)
  await everyBreak(steps, async (at, end) => {
    const bought = await buyWithOneClick(customer)
    await breakAt(at, end, () => undoPurchase(bought.lineId))
    const [refund, ...more] = await attempts(bought.paymentId)
    expect(more).toEqual([])
    expect((await lineOf(bought.lineId)).state).toBe(refund ? 'withdrawn' : 'paid')
    if (at < posted) expect(posts(bought.paymentId)).toEqual([])
    if (refund && !['succeeded', 'failed'].includes(refund.state))
      expect(await waiting('resolve_refund', refund.id)).toHaveLength(1)
    await undoPurchase(bought.lineId)
    for (const { id } of await attempts(bought.paymentId)) {
      await age(id, 60)
      await resolveRefund(id)
      await age(id, HOUR)
      await resolveRefund(id)
    }
    const neverArrived = at === posted && (end === 'dies' || end === 'cut')
    const states = (await attempts(bought.paymentId)).map(({ state }) => state)
    const armedInVain = states[0] === 'needs_review'
    expect(states).toEqual([neverArrived || armedInVain ? 'needs_review' : 'succeeded'])
    expect(moneyBack(bought.paymentId)).toBe(states[0] === 'succeeded' ? 1 : 0)
    expect(posts(bought.paymentId).length).toBeLessThanOrEqual(1)
  })
})
