import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { refundsAt } from '@/lib/testing/refunds'
import { newSeed, SCENARIOS, SCENARIOS_MS } from '@/lib/testing/seed'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

// Lost answers are what is tried here; they are not to pause one click.
vi.stubEnv('PAUSE_AFTER_UNKNOWN', '1000')
const shop = await openShop()
const { accept, age, attemptsOf, decline } = await import('@/lib/testing/shopper')
const { newSwapFunnel, newSwapper, standing } = await import('@/lib/testing/swapper')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { syncPayment } = await import('@/lib/charges/sync-payment')
const { findInvariantBreaks } = await import('@/lib/invariants/check-invariants')
const { resolveRefund } = await import('@/lib/refunds/resolve-refund')
const { sweepRefunds } = await import('@/lib/refunds/sweep-refunds')
const { syncRefund } = await import('@/lib/refunds/sync-refund')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { sweepSwaps } = await import('./give-back-replaced')

type Swapper = Awaited<ReturnType<typeof newSwapper>>
const funnel = await newSwapFunnel()
const { moneyBack } = refundsAt(shop)

const STEPS = [
  ...([
    'accept',
    'accept twice',
    'decline',
    'look',
    'look',
    'news',
    'undo',
    'sweep',
    'refund',
    'refund',
  ] as const),
  ...(['desk refund', 'dispute', 'dispute over', 'charge lost', 'refund lost', 'refund refused'] as const),
]
type Step = (typeof STEPS)[number]

const bigger = ({ impressionId }: Swapper) => db.orderLine.findFirst({ where: { impressionId } })

/** The jobs of every refund of either payment run, and the news of those made at the desk comes. */
async function lookForRefunds(swapper: Swapper): Promise<void> {
  const paymentIds = [swapper.oldPaymentId, (await bigger(swapper))?.paymentId].flatMap((id) => id ?? [])
  for (const { id } of await db.refundAttempt.findMany({ where: { paymentId: { in: paymentIds } } }))
    await resolveRefund(id)
  for (const id of paymentIds)
    for (const { refund_id } of (await shop.provider.payments.retrieve(id)).refunds)
      await syncRefund(refund_id)
}

async function take(step: Step, swapper: Swapper): Promise<void> {
  const { impressionId, orderId, oldPaymentId } = swapper
  const attempts = await attemptsOf(orderId, impressionId)
  const spoilRefund = (charged: boolean) =>
    shop.line.spoil(
      ({ method, path, body }) =>
        method === 'POST' && path === '/refunds' && body.payment_id === oldPaymentId,
      { charged, answer: charged ? 'reset' : { status: 422, body: '{"code":"X","message":"no"}' } },
    )
  switch (step) {
    case 'accept':
      return void (await accept(swapper, impressionId))
    case 'accept twice':
      return void (await Promise.all([accept(swapper, impressionId), accept(swapper, impressionId)]))
    case 'decline':
      return decline(swapper, impressionId)
    case 'look':
      for (const { id } of attempts) await resolveAttempt(id)
      return
    case 'news':
      for (const { providerPaymentId } of attempts)
        if (providerPaymentId) await syncPayment(providerPaymentId)
      return
    case 'undo': {
      const line = await bigger(swapper)
      return void (line && (await Promise.all([undoPurchase(line.id), undoPurchase(line.id)])))
    }
    case 'sweep':
      return void (await Promise.all([sweepSwaps(), sweepRefunds(), sweepRefunds()]))
    case 'refund':
      return lookForRefunds(swapper)
    case 'desk refund':
      return void (await shop.provider.refunds.create({ payment_id: oldPaymentId }).catch(() => undefined))
    case 'dispute': {
      const data = {
        id: `dsp_${orderId}`,
        paymentId: oldPaymentId,
        status: 'dispute_opened',
        readAt: new Date(),
      }
      return void (await db.dispute.upsert({ where: { id: data.id }, update: data, create: data }))
    }
    case 'dispute over':
      return void (await db.dispute.updateMany({
        where: { paymentId: oldPaymentId },
        data: { status: 'dispute_won' },
      }))
    case 'charge lost':
      return shop.line.spoil(
        ({ method, path, body }) =>
          method === 'POST' && path === '/checkouts' && JSON.stringify(body).includes(orderId),
        { charged: true, answer: 'reset' },
      )
    case 'refund lost':
      return spoilRefund(true)
    case 'refund refused':
      return spoilRefund(false)
  }
}

const DAY_MS = 25 * 3_600_000

/** Everything that still runs comes to rest, as days go by; each refusal that is still to come costs one more. */
async function rest(swapper: Swapper, steps: Step[]): Promise<void> {
  await take('dispute over', swapper)
  const rounds = 3 + steps.filter((step) => step === 'refund refused').length
  for (let round = 0; round < rounds; round += 1) {
    for (const { id } of await attemptsOf(swapper.orderId, swapper.impressionId)) {
      await age(id, 600)
      await resolveAttempt(id)
    }
    await sweepSwaps()
    await sweepRefunds(new Date(Date.now() + DAY_MS))
    await lookForRefunds(swapper)
  }
}

test('whatever happens in whatever order, money and access agree in the end', {
  timeout: SCENARIOS_MS,
}, async () => {
  const seed = newSeed('swaps')
  const ends = new Set<string>()
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom(...STEPS), { minLength: 3, maxLength: 9 }), async (steps) => {
      const swapper = await newSwapper(funnel)
      for (const step of steps) {
        await take(step, swapper)
        const now = await standing(swapper)
        // At no moment was the old one taken away for something that was not paid, unless it went back otherwise.
        if (now.refunds.length > 0) expect(now.bigger).not.toBe('unpaid')
        if (now.oldAccess === 0) expect(moneyBack(swapper.oldPaymentId)).toBe(1)
      }
      await rest(swapper, steps)
      const end = await standing(swapper)
      const line = await bigger(swapper)
      const back = moneyBack(swapper.oldPaymentId)
      expect(end.oldAccess).toBe(1 - back)
      const charges = (await attemptsOf(swapper.orderId, swapper.impressionId)).map(
        ({ id }) => shop.line.charges(id).length,
      )
      expect(charges.every((count) => count <= 1)).toBe(true)
      if (line?.paymentId) expect(end.biggerAccess).toBe(1 - moneyBack(line.paymentId))
      else expect(end.biggerAccess).toBe(0)
      // Whoever paid for the bigger one has the old money back, once.
      if (line?.paymentId) expect(back).toBe(1)
      ends.add(`${end.old} ${end.bigger}`)
    }),
    {
      seed,
      numRuns: Math.max(40, SCENARIOS),
      examples: [[['refund refused', 'refund refused', 'refund refused', 'accept']]],
    },
  )
  expect(ends).toContain('withdrawn paid')
  expect(ends).toContain('paid null')
  // Time that passes moves an attempt before its consent.
  expect((await findInvariantBreaks()).filter((found) => found.class !== 'I12')).toEqual([])
})
