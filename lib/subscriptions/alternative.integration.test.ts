import { beforeAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { leads } from '@/lib/testing/actions'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { look, mine, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { GENERATIONS, planTools } = await import('@/lib/testing/plans')
const { isPlanChange } = await import('@/lib/testing/provider-line')
const { db } = await import('@/lib/db/prisma')
const { seedDiscount } = await import('@/prisma/seed/seed-discount')
const { offerAlternative } = await import('./alternative')
const { quoteChange } = await import('./quote-change')
const { takeAlternativeAction } = await import('./alternative-actions')
const { cancelSubscription, undoCancel } = await import('./standing-changes')
const { leaveUnlessTaken, takeAlternative } = await import('./take-alternative')
const { advance, atProvider, chargesOf, rules, sent } = planTools(shop)
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()
beforeEach(() => rules('C'))

const NOTHING = { plan: null, quantity: null, addOns: null, when: null }
const asker = { locale: 'en', userAgent: null }
const guards = ({ subscriptionId }: Subscriber) =>
  db.$queryRaw<
    unknown[]
  >`SELECT 1 FROM graphile_worker.jobs WHERE key = ${`leave-after-all:${subscriptionId}`}`

async function leave(plan: string): Promise<Subscriber> {
  const who = await subscribe(plan)
  await cancelSubscription(await mine(who))
  return who
}

const takeBasic = async (who: Subscriber, shownMinor: number) =>
  takeAlternative(await mine(who), { kind: 'cheaper_plan', plan: 'lumen-basic', shownMinor }, asker)

test('the smaller plan for the shown price is set for the next period, with one click', async () => {
  const who = await leave('lumen-pro')
  const offered = await offerAlternative(await mine(who), 'too_expensive', 'en')
  expect(offered).toMatchObject({ price: { total: { amount: 3000, currency: 'USD' }, plusTax: false } })
  expect(await takeBasic(who, 3000)).toMatchObject({ ok: true, value: { changeId: expect.any(String) } })
  expect(await look(who)).toMatchObject({
    standing: 'active',
    scheduled: { plan: { slug: 'lumen-basic' } },
  })
  expect(await guards(who)).toEqual([])
  await advance('P32D', who)
  expect(await look(who)).toMatchObject({ standing: 'active', plan: { slug: 'lumen-basic' } })
  expect((await chargesOf(who)).map(({ total }) => total).sort()).toEqual([3000, 8000])
})

test('whoever would not get what was shown stays cancelled', async () => {
  const who = await leave('lumen-pro')
  expect(await takeBasic(who, 2500)).toEqual({ ok: false, error: 'refused' })
  expect(await look(who)).toMatchObject({ standing: 'ending', scheduled: null })
  expect(await guards(who)).toEqual([])
})

test('when the provider does not take the change, the cancellation stands again', async () => {
  const who = await leave('lumen-pro')
  const refusal = { status: 422, body: JSON.stringify({ code: 'INVALID_REQUEST', message: 'no' }) }
  shop.line.spoil((call) => isPlanChange(call, who.providerId), { charged: false, answer: refusal })
  await takeBasic(who, 3000)
  expect(await look(who)).toMatchObject({ standing: 'ending', scheduled: null })
  expect(await guards(who)).toEqual([])
})

test('a process that dies after taking the cancellation back leaves a job that cancels again', async () => {
  const who = await leave('lumen-pro')
  const since = new Date().toISOString()
  await shop.provider.subscriptions.update(who.providerId, { cancel_at_next_billing_date: false })
  expect(await leaveUnlessTaken({ subscriptionId: who.subscriptionId, since })).toBe(true)
  expect((await look(who)).standing).toBe('ending')
  expect(await atProvider(who)).toMatchObject({ cancel_at_next_billing_date: true })
})

test('while nobody can say what became of the provider, the job stays', async () => {
  const who = await leave('lumen-pro')
  await shop.line.unplugged(async () => {
    expect(await takeBasic(who, 3000)).toEqual({ ok: false, error: 'unavailable' })
  })
  expect(await guards(who)).toHaveLength(1)
  expect((await look(who)).standing).toBe('ending')
})

test('a pause takes the place of the cancellation', async () => {
  const who = await leave('lumen-basic')
  expect(await offerAlternative(await mine(who), 'unused', 'en')).toEqual({ kind: 'pause' })
  expect(await takeAlternative(await mine(who), { kind: 'pause' }, asker)).toMatchObject({ ok: true })
  expect((await look(who)).standing).toBe('paused')
  expect(await guards(who)).toEqual([])
})

describe('a discount, where no smaller plan is left', () => {
  const offer = async (who: Subscriber) => offerAlternative(await mine(who), 'too_expensive', 'en')
  const take = async (who: Subscriber, shownMinor = 2100) =>
    takeAlternative(await mine(who), { kind: 'discount', shownMinor }, asker)
  const usd = (amount: number) => ({ total: { amount, currency: 'USD' }, plusTax: false })
  beforeAll(seedDiscount)

  test.for(GENERATIONS)(
    'takes off just what was shown, for as long as was said (rules %s)',
    async (generation) => {
      await rules(generation)
      const who = await leave('lumen-basic')
      expect(await offer(who)).toEqual({
        kind: 'discount',
        price: usd(2100),
        cycles: 3,
        afterwards: usd(3000),
      })
      expect(await take(who)).toMatchObject({ ok: true })
      expect(sent(who)).toHaveLength(1)
      for (const left of [3, 2, 1]) {
        expect(await look(who)).toMatchObject({
          ...{ standing: 'active', price: usd(2100), nextCharge: { due: usd(2100).total } },
          discounts: [{ code: 'STAY30', cyclesLeft: left }],
        })
        await advance('P31D', who)
      }
      expect(await look(who)).toMatchObject({ discounts: [], nextCharge: { due: usd(3000).total } })
      await advance('P31D', who)
      expect((await chargesOf(who)).map(({ total }) => total)).toEqual([3000, 2100, 2100, 2100, 3000])
    },
  )

  /** Cancelled for the price, and offered the discount. */
  const leaveForThePrice = async () => {
    const who = await leave('lumen-basic')
    await offer(who)
    return who
  }

  test('is not offered to whoever has one, and is named when another plan ends it', async () => {
    const who = await leaveForThePrice()
    await take(who)
    const quoted = await quoteChange(await mine(who), { ...NOTHING, plan: 'lumen-pro' }, 'en')
    expect(quoted).toMatchObject({ state: 'quoted', quote: { discountsLost: ['STAY30'] } })
    await cancelSubscription(await mine(who))
    expect(await offer(who)).toBeNull()
  })

  test('is not taken at another price than was shown', async () => {
    const who = await leaveForThePrice()
    expect(await take(who, 1500)).toEqual({ ok: false, error: 'refused' })
    expect(await look(who)).toMatchObject({ standing: 'ending', discounts: [] })
    expect(sent(who)).toHaveLength(0)
  })

  test('is for nobody it was not offered to, and for nobody who stays', async () => {
    const who = await leave('lumen-basic')
    expect(await take(who)).toEqual({ ok: false, error: 'refused' })
    expect(await look(who)).toMatchObject({ standing: 'ending', discounts: [] })
    await offer(who)
    await undoCancel(await mine(who))
    expect(await take(who)).toEqual({ ok: false, error: 'refused' })
    expect(await look(who)).toMatchObject({ standing: 'active', discounts: [] })
    expect(sent(who)).toHaveLength(0)
  })

  test('is said to be in place only where it is', async () => {
    const button = async (who: Subscriber) =>
      leads(who.browser, takeAlternativeAction, {
        ...{ locale: 'en', subscription: who.subscriptionId, kind: 'discount', shown: '2100' },
      })
    const glad = await leaveForThePrice()
    expect(await button(glad)).toBe(`/en/subscriptions/${glad.subscriptionId}?notice=discounted`)
    const refused = await leaveForThePrice()
    const answer = { status: 422, body: JSON.stringify({ code: 'INVALID_REQUEST', message: 'no' }) }
    shop.line.spoil((call) => isPlanChange(call, refused.providerId), { charged: false, answer })
    expect(await button(refused)).toMatch(/\/changes\/[\w-]{22}$/)
    expect(await look(refused)).toMatchObject({ standing: 'ending', discounts: [] })
  })

  test('whose request was lost counts as taken only once the provider shows it', async () => {
    const who = await leaveForThePrice()
    shop.line.spoil((call) => isPlanChange(call, who.providerId), { charged: false, answer: 'reset' })
    await take(who)
    const change = await db.planChange.findFirstOrThrow({ where: { subscriptionId: who.subscriptionId } })
    expect(change.state).toBe('unknown')
    expect(sent(who)).toHaveLength(1)
  })

  test('is offered by nobody who has set none', async () => {
    const { saveDiscountCode } = await db.shopSettings.findUniqueOrThrow({ where: { id: 'shop' } })
    const who = await leave('lumen-basic')
    await db.shopSettings.update({ where: { id: 'shop' }, data: { saveDiscountCode: null } })
    expect(await offer(who)).toBeNull()
    await db.shopSettings.update({ where: { id: 'shop' }, data: { saveDiscountCode } })
  })
})
