import { beforeEach, describe, expect, test, vi } from 'vitest'
import { inBrowser } from '@/lib/testing/browser'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { signInWith } = await import('@/lib/testing/account')
const { catchUp, change, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { newId } = await import('@/lib/ids')
const { refreshSubscription } = await import('@/lib/subscriptions/refresh-subscription')
const { eraseAccount } = await import('./erase-account')
const { exportData } = await import('./export-data')
const { atProvider, rules } = planTools(shop)

await openPlans()
beforeEach(() => rules('C'))

/** Somebody signed in who has a plan that was changed and used. */
async function owner() {
  const who = await subscribe('lumen-pro')
  const user = await signInWith(shop, who.browser, who.email)
  await change(who, { plan: 'lumen-basic', when: 'now' })
  await catchUp(who)
  const { periodStart: period } = await db.subscription.findUniqueOrThrow({
    where: { id: who.subscriptionId },
  })
  await db.usageEvent.create({
    data: { id: newId(), subscriptionId: who.subscriptionId, meter: 'editing_credits', amount: 3, period },
  })
  return { ...who, user }
}

const patches = () => shop.line.calls.filter(({ method }) => method === 'PATCH').length

describe('a plan', () => {
  test('is in the data that can be taken along: its changes, credit, use and history', async () => {
    const who = await owner()
    const data = await inBrowser(who.browser, exportData)
    expect(data?.plans).toMatchObject([
      {
        product: { slug: 'lumen-basic' },
        status: 'active',
        changes: [{ state: 'applied', quote: { choice: expect.anything() }, userAgent: 'test browser' }],
        credits: [{ amountMinor: expect.any(Number) }],
        usage: [{ meter: 'editing_credits', amount: 3 }],
      },
    ])
    expect(data?.plans[0]?.events.map(({ kind }) => kind)).toContain('changed')
    expect(JSON.stringify(data)).not.toMatch(/cus_|pm_|pay_|cks_|pdt_|sub_/)
  })

  test('ends before its owner is erased, and names nobody afterwards, whatever is still told of it', async () => {
    const who = await owner()
    expect(await eraseAccount(who.user)).toEqual({ ok: true, value: null })
    expect(await atProvider(who)).toMatchObject({ status: 'cancelled' })
    await work()
    await refreshSubscription(who.providerId)
    await work()
    const kept = JSON.stringify(
      [
        await db.subscription.findMany({ where: { id: who.subscriptionId } }),
        await db.planChange.findMany({ where: { subscriptionId: who.subscriptionId } }),
        await db.payment.findMany({ where: { subscriptionId: who.providerId } }),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value),
    )
    expect(kept).toContain('"cancelled"')
    for (const secret of [who.email, '10001', 'test browser', '4242']) expect(kept).not.toContain(secret)
    expect((await db.user.findUniqueOrThrow({ where: { id: who.user.id } })).erasedAt).not.toBeNull()
  })

  test('that the provider does not end keeps its owner: nothing is erased, and a second try ends it once', async () => {
    const who = await owner()
    const refusal = { status: 503, body: '{}' }
    shop.line.spoil(({ method }) => method === 'PATCH', { charged: false, answer: refusal })
    expect(await eraseAccount(who.user)).toEqual({ ok: false, error: 'plan_goes_on' })
    expect(await db.user.findUniqueOrThrow({ where: { id: who.user.id } })).toMatchObject({
      email: who.email,
      erasedAt: null,
    })
    expect(await atProvider(who)).toMatchObject({ status: 'active' })
    const before = patches()
    expect((await eraseAccount(who.user)).ok).toBe(true)
    expect(patches()).toBe(before + 1)
    expect(await atProvider(who)).toMatchObject({ status: 'cancelled' })
  })
})
