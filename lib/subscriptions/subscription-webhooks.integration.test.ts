import { createHmac, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { WEBHOOK_SECRET } from '@/emulator/testing'
import { newSeed } from '@/lib/testing/seed'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { change, look, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const { due, work } = await import('@/lib/testing/work')
const { POST } = await import('@/app/api/webhooks/dodo/route')
const { db } = await import('@/lib/db/prisma')
const { rules, setMode } = planTools(shop)
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()
await setMode('difference_immediately')

/** The bodies of what the provider sent about somebody, oldest first. */
const sentTo = async ({ email }: Subscriber, atLeast: number) => {
  const mine = () => shop.webhooks.filter(({ body }) => body.includes(email)).map(({ body }) => body)
  await vi.waitFor(() => expect(mine().length).toBeGreaterThanOrEqual(atLeast), { interval: 5 })
  return mine()
}

/** Hands a webhook in as if it were sent just now, which its own clock does not have to be. */
async function handIn(body: string): Promise<void> {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const key = Buffer.from(WEBHOOK_SECRET.slice(6), 'base64')
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  const headers = {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac}`,
  }
  const answer = await POST(
    new Request('http://shop.test/api/webhooks/dodo', { method: 'POST', body, headers }),
  )
  expect(answer.status).toBe(200)
  await work()
}

/** All that the shop knows of a subscription, without what differs from person to person. */
async function known(who: Subscriber) {
  const view = await look(who)
  const { plan, standing, hasAccess, addOns, credit, scheduled, charges, history, price } = view
  return {
    ...{ plan: plan.slug, standing, hasAccess, addOns, scheduled: scheduled?.plan.slug ?? null, price },
    credit: credit?.balance ?? null,
    charges: charges.map(({ kind, state, total }) => ({ kind, state, total: total.amount })),
    history: new Set(history.map(({ kind }) => kind)),
    changes: await db.planChange.findMany({
      where: { subscriptionId: who.subscriptionId },
      select: { state: true, chargedMinor: true, gapMinor: true, posts: true },
      orderBy: { createdAt: 'asc' },
    }),
  }
}

/** A life with most of what can happen, of which the shop is told nothing that it does not see itself. */
async function live(): Promise<Subscriber> {
  const who = await subscribe('lumen-pro')
  await change(who, { plan: 'lumen-studio' })
  await change(who, { plan: 'lumen-pro', when: 'now' })
  await change(who, { plan: 'lumen-basic', when: 'period_end' })
  await shop.control('POST', '/clock', { advance: 'P32D' })
  return who
}

describe('webhooks of a subscription', () => {
  test.each(['A', 'C'] as const)(
    'in any order, repeated, or lost end in the same state (%s)',
    async (generation) => {
      await rules(generation)
      const seed = newSeed('webhooks of a subscription')

      const inOrder = await live()
      for (const body of await sentTo(inOrder, 12)) await handIn(body)
      const expected = await known(inOrder)
      expect(expected).toMatchObject({
        plan: 'lumen-basic',
        standing: 'active',
        scheduled: null,
        credit: { amount: 9000 },
        charges: [
          { kind: 'renewal', state: 'paid', total: 0 },
          { kind: 'change', state: 'paid', total: 12_000 },
          { kind: 'first', state: 'paid', total: 8000 },
        ],
        changes: [
          { state: 'applied', chargedMinor: 12_000, gapMinor: 0, posts: 1 },
          { state: 'applied', chargedMinor: 0, gapMinor: 0, posts: 1 },
          { state: 'applied', chargedMinor: null, gapMinor: null, posts: 1 },
        ],
      })

      const shuffled = await live()
      const all = await sentTo(shuffled, 12)
      const [order = []] = fc.sample(
        fc.shuffledSubarray([...all, ...all], { minLength: all.length * 2, maxLength: all.length * 2 }),
        { numRuns: 1, seed },
      )
      for (const body of order) await handIn(body)
      expect(await known(shuffled)).toEqual(expected)

      const lost = await live()
      await due('refresh_subscription', lost.providerId)
      await work()
      expect(await known(lost)).toEqual(expected)

      const single = await live()
      const [last] = (await sentTo(single, 12)).filter((body) => body.includes('"subscription.renewed"'))
      await handIn(last ?? '')
      expect(await known(single)).toEqual(expected)
    },
    60_000,
  )

  test('is never written from an older reading', async () => {
    const who = await subscribe('lumen-basic')
    const held = shop.line.hold(
      ({ method, path }) => method === 'GET' && path === `/subscriptions/${who.providerId}`,
    )
    const { syncSubscription } = await import('./sync-subscription')
    const slow = syncSubscription(who.providerId)
    await held.done
    await change(who, { plan: 'lumen-pro' })
    held.release()
    expect(await slow).toEqual({ ok: true, value: 'older' })
    expect((await look(who)).plan.slug).toBe('lumen-pro')
    await expect(
      db.$executeRaw`UPDATE subscription SET fetch_started_at = fetch_started_at - interval '1 second'
        WHERE id = ${who.subscriptionId}`,
    ).rejects.toThrow('older reading')
  })

  test('that names no purchase of this shop is set aside, and an unknown one is looked for again', async () => {
    const product = await db.product.findUniqueOrThrow({ where: { slug: 'lumen-basic' } })
    const session = await shop.provider.checkoutSessions.create({
      product_cart: [{ product_id: product.providerProductId ?? '', quantity: 1 }],
    })
    const { submitCheckout } = await import('@/emulator/testing')
    await submitCheckout(session.checkout_url ?? '', { email: 'portal@example.com' })
    const mine = () => shop.webhooks.filter(({ body }) => body.includes('portal@example.com'))
    await vi.waitFor(() => expect(mine().length).toBeGreaterThanOrEqual(2))
    const [active] = mine().filter(({ body }) => body.includes('"subscription.active"'))
    await handIn(active?.body ?? '')
    await handIn('{"type":"subscription.updated","data":{"subscription_id":"sub_none"}}')
    await handIn('{"type":"subscription.updated","data":{}}')
    await handIn('{"type":"subscription.of_a_new_kind","data":{"subscription_id":"sub_none"}}')
    const notes = await db.webhookMessage.findMany({
      where: { state: { in: ['new', 'quarantined'] }, attempts: { gt: 0 } },
      select: { state: true, note: true },
    })
    expect(new Set(notes.map(({ state, note }) => `${state}: ${note}`))).toEqual(
      new Set([
        'quarantined: the subscription names nothing of this shop',
        'quarantined: names no subscription',
        'new: the provider does not know the subscription',
      ]),
    )
  })
})
