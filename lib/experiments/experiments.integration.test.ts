import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, comeBack, newCustomer, newFunnel, newProduct, openCheckout, pay, theAttempt } = await import(
  '@/lib/testing/shopper'
)
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { syncDispute } = await import('@/lib/refunds/sync-dispute')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { createExperiment, readExperiment, startExperiment, stopExperiment } = await import('./experiments')

const product = await newProduct({ price: 3_000 })
await newFunnel('one', 'post_purchase', [{ offer: 'one', product: product.id, cooldownDays: 0 }])
await newFunnel('two', 'post_purchase', [{ offer: 'two', product: product.id, cooldownDays: 0 }])

const arms = [
  { key: 'none', funnelId: null, weight: 1 },
  { key: 'one', funnelId: 'one', weight: 1 },
  { key: 'two', funnelId: 'two', weight: 1 },
]

const made = await createExperiment({ key: 'first', bandit: false, arms })
if (!made.ok) throw new Error(made.error)
const { id } = made.value

test('a person stays in an arm, order after order; what is counted is what was bought and kept', async () => {
  expect(await startExperiment(id)).toMatchObject({ ok: true })
  const buyers = []
  for (let buyer = 0; buyer < 9; buyer += 1) buyers.push(await newCustomer())
  const armOf = async (orderId: string) =>
    (
      await db.experimentExposure.findUniqueOrThrow({
        where: { experimentId_orderId: { experimentId: id, orderId } },
      })
    ).arm
  const bought: { arm: string; paymentId: string | null; lineId: string }[] = []
  for (const buyer of buyers) {
    const arm = await armOf(buyer.orderId)
    const shown = await db.impression.findFirst({ where: { orderId: buyer.orderId } })
    expect(shown?.offerId ?? 'none').toBe(arm)
    const decision = await db.offerDecision.findFirstOrThrow({ where: { orderId: buyer.orderId } })
    expect(decision.why).toBe(arm === 'none' ? 'hold_out' : 'won')
    if (!shown) continue
    await accept(buyer, shown.id)
    await resolveAttempt((await theAttempt(shown.id)).id)
    const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: shown.id } })
    bought.push({ arm, paymentId: line.paymentId, lineId: line.id })
  }
  const [first] = buyers
  if (!first) throw new Error('nobody bought')
  const again = await openCheckout(first, (await newProduct()).slug)
  await pay(first, again.url)
  await comeBack(first, again.orderId)
  const later = await db.experimentExposure.findUnique({
    where: { experimentId_orderId: { experimentId: id, orderId: again.orderId } },
  })
  // Whoever owns it by now can be shown neither, so that order counts for nothing.
  if (later) expect(later.arm).toBe(await armOf(first.orderId))
  else expect(bought.length).toBeGreaterThan(0)

  const [undone, disputed] = bought
  if (undone) await undoPurchase(undone.lineId)
  if (disputed) {
    const body = { dispute_id: 'dsp_1', payment_id: disputed.paymentId, dispute_status: 'dispute_opened' }
    shop.line.spoil(({ path }) => path === '/disputes/dsp_1', {
      charged: false,
      answer: { status: 200, body: JSON.stringify(body) },
    })
    expect(await syncDispute('dsp_1')).toEqual({ ok: true, value: 'applied' })
  }
  const read = await readExperiment(id)
  const usd = read?.readOuts.find(({ currency }) => currency === 'USD')
  const sum = (of: 'orders' | 'shown' | 'accepted' | 'gross' | 'net' | 'givenBack') =>
    usd?.arms.reduce((all, arm) => all + arm[of], 0)
  expect(sum('orders')).toBe(9 + (later ? 1 : 0))
  expect(sum('accepted')).toBe(bought.length)
  expect(sum('gross')).toBe(bought.length * 3_000)
  expect(sum('net')).toBe((bought.length - Math.min(2, bought.length)) * 3_000)
  expect(sum('givenBack')).toBe(Math.min(1, bought.length))
  expect(usd?.arms.find(({ holdOut }) => holdOut)).toMatchObject({ shown: 0, verdict: 'baseline' })
  expect(read?.split?.people.reduce((all, { people }) => all + people, 0)).toBe(9)
  await expect(db.experimentExposure.deleteMany()).rejects.toThrow(/never changed/)
}, 60_000)

test('a funnel is in one running experiment, and one that has ended is not begun again', async () => {
  const other = await createExperiment({ key: 'second', bandit: true, arms: arms.slice(1) })
  if (!other.ok) throw new Error(other.error)
  expect(await startExperiment(other.value.id)).toEqual({ ok: false, error: 'funnel_busy' })
  expect(await stopExperiment(id)).toBe(true)
  expect(await stopExperiment(id)).toBe(false)
  expect(await startExperiment(id)).toEqual({ ok: false, error: 'started_before' })
  await db.funnel.update({ where: { id: 'two' }, data: { active: false } })
  expect(await startExperiment(other.value.id)).toEqual({ ok: false, error: 'funnel_not_published' })
  await db.funnel.update({ where: { id: 'two' }, data: { active: true } })
  expect(await startExperiment(other.value.id)).toMatchObject({ ok: true })
  expect(await createExperiment({ key: 'second', bandit: false, arms })).toEqual({
    ok: false,
    error: 'key_taken',
  })
  const nowhere = [{ key: 'a', funnelId: 'nowhere', weight: 1 }, ...arms.slice(0, 1)]
  expect(await createExperiment({ key: 'third', bandit: false, arms: nowhere })).toMatchObject({ ok: false })
})
