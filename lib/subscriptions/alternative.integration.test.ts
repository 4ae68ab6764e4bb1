import { beforeEach, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { look, mine, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const { isPlanChange } = await import('@/lib/testing/provider-line')
const { db } = await import('@/lib/db/prisma')
const { offerAlternative } = await import('./alternative')
const { cancelSubscription } = await import('./standing-changes')
const { leaveUnlessTaken, takeAlternative } = await import('./take-alternative')
const { advance, atProvider, chargesOf, rules } = planTools(shop)
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()
beforeEach(() => rules('C'))

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
