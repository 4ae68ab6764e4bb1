import { randomUUID } from 'node:crypto'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isPlanChange } from '@/lib/testing/provider-line'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { ask, catchUp, change, confirm, look, mine, openPlans, outcomeOf, quoteOf, subscribe } = await import(
  '@/lib/testing/subscriber'
)
const { planTools } = await import('@/lib/testing/plans')
const { due, work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { releaseChange } = await import('./release-change')
const { openCardChange } = await import('./change-card')
const { resolveChange } = await import('./resolve-change')
const { advance, atProvider, chargesOf, rules, sent, setMode } = planTools(shop)
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()

const usd = (amount: number) => ({ amount, currency: 'USD' })
const weather = (who: Subscriber, effect: object) =>
  shop.control('POST', '/weather', { match: { email: who.email }, effect, times: 1 })
const spoil = (who: Subscriber, fault: Parameters<typeof shop.line.spoil>[1]) =>
  shop.line.spoil((call) => isPlanChange(call, who.providerId), fault)
const paidFor = async (who: Subscriber) =>
  (await chargesOf(who)).filter(({ status }) => status === 'succeeded').map(({ total }) => total)
const age = (changeId: string, hours: number) =>
  db.$executeRaw`UPDATE plan_change SET armed_at = armed_at - make_interval(hours => ${hours}),
    created_at = created_at - make_interval(hours => ${hours}) WHERE id = ${changeId}`

beforeEach(async () => {
  await setMode('difference_immediately')
  await rules('C')
})

describe('a quote', () => {
  test('that moved is asked about anew, with nothing sent; the new one holds', async () => {
    await setMode('prorated_immediately')
    const who = await subscribe('lumen-basic')
    const shown = await quoteOf(who, { plan: 'lumen-pro' })
    await advance('P6D')
    const moved = await confirm(who, shown.id)
    if (moved.ok || moved.error.code !== 'moved') throw new Error('the sum moved')
    expect(sent(who)).toEqual([])
    const again = await quoteOf(who, { plan: 'lumen-pro' })
    expect(again.id).toBe(moved.error.quoteId)
    expect(again.due.amount).toBeGreaterThan(shown.due.amount)
    expect(await confirm(who, again.id)).toMatchObject({ ok: true })
    expect(await paidFor(who)).toEqual([3000, again.due.amount])
  })

  test('is refused in words of its own: same plan, not sold, ending, not active, unknown add-on', async () => {
    const who = await subscribe('lumen-basic')
    const refusal = async (said: Parameters<typeof ask>[1]) => {
      const result = await ask(who, said)
      return result.state === 'refused' ? result.refusal : result.state
    }
    expect(await refusal({ plan: 'lumen-basic' })).toBe('same_plan')
    expect(await refusal({ plan: 'starter-course' })).toBe('not_for_sale')
    expect(await refusal({ addOns: [{ slug: 'gold', quantity: 1 }] })).toBe('add_on_not_offered')
    await shop.provider.subscriptions.update(who.providerId, { cancel_at_next_billing_date: true })
    expect(await refusal({ plan: 'lumen-pro' })).toBe('ending')
    await shop.provider.subscriptions.update(who.providerId, { cancel_at_next_billing_date: false })
    await shop.provider.subscriptions.update(who.providerId, { status: 'paused' })
    expect(await refusal({ plan: 'lumen-pro' })).toBe('not_active')
    await shop.line.unplugged(async () => expect(await refusal({ plan: 'lumen-pro' })).toBe('not_sent'))
  })

  test('of a stranger, or too old, changes nothing', async () => {
    const who = await subscribe('lumen-basic')
    const other = await subscribe('lumen-basic')
    const quote = await quoteOf(who, { plan: 'lumen-pro' })
    expect(await confirm(other, quote.id)).toEqual({ ok: false, error: { code: 'quote_gone' } })
    expect(await confirm(who, randomUUID())).toEqual({ ok: false, error: { code: 'quote_gone' } })
    await expect(
      db.$executeRaw`UPDATE plan_quote SET expires_at = now() WHERE id = ${quote.id}`,
    ).rejects.toThrow()
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 11 * 60_000 })
    expect(await confirm(who, quote.id)).toEqual({ ok: false, error: { code: 'quote_gone' } })
    vi.useRealTimers()
    expect([...sent(who), ...sent(other)]).toEqual([])
  })
})

describe('a charge', () => {
  test('that is declined keeps the old plan; with a new card it goes through', async () => {
    const who = await subscribe('lumen-basic', { number: '4000000000000341' })
    const { outcome } = await change(who, { plan: 'lumen-pro' })
    expect(outcome).toMatchObject({ state: 'declined', declineReason: 'declined', charged: null })
    expect(await look(who)).toMatchObject({
      plan: { slug: 'lumen-basic' },
      hasAccess: true,
      openChange: null,
    })

    const page = await openCardChange(await mine(who), 'en')
    if (!page.ok) throw new Error('no page for a new card')
    const form = new URLSearchParams({ number: '4242424242424242', expiry: '06/32', cvc: '123', name: 'Ada' })
    await fetch(page.value.url, { method: 'POST', body: form, redirect: 'manual' })
    await catchUp(who)
    expect(await look(who)).toMatchObject({ card: { brand: 'VISA', lastFour: '4242' } })
    expect((await change(who, { plan: 'lumen-pro' })).outcome).toMatchObject({ state: 'applied' })
    expect(await paidFor(who)).toEqual([3000, 0, 5000])
  })

  test.each(['approve', 'fail'])('that the bank asks about ends as the holder says: %s', async (decision) => {
    const who = await subscribe('lumen-basic', { number: '4000003800000446' })
    const { outcome, changeId } = await change(who, { plan: 'lumen-pro' })
    expect(outcome.state).toBe('payment_required')
    expect(await ask(who, { plan: 'lumen-studio' })).toMatchObject({ refusal: 'change_pending' })
    const body = new URLSearchParams({ decision })
    await fetch(outcome.payHref ?? '', { method: 'POST', body, redirect: 'manual' })
    await due('resolve_change', changeId)
    await work()
    const plan = decision === 'approve' ? 'lumen-pro' : 'lumen-basic'
    expect(await outcomeOf(who, changeId)).toMatchObject({
      state: decision === 'approve' ? 'applied' : 'declined',
      charged: decision === 'approve' ? usd(5000) : null,
    })
    expect(await look(who)).toMatchObject({ plan: { slug: plan }, hasAccess: true })
  })

  test.each(['succeeded', 'failed'] as const)(
    'that takes its time keeps the door shut until it has %s',
    async (status) => {
      const who = await subscribe('lumen-basic')
      await weather(who, { processing: true })
      const { outcome, changeId } = await change(who, { plan: 'lumen-pro' })
      expect(outcome).toMatchObject({ state: 'processing', charged: null })
      expect(await look(who)).toMatchObject({ plan: { slug: 'lumen-basic' }, may: { change: false } })
      const studio = await ask(who, { plan: 'lumen-studio' })
      expect(studio).toEqual({ state: 'refused', refusal: 'change_pending', changeId })
      const payment = await db.payment.findFirstOrThrow({ where: { planChangeId: changeId } })
      await shop.control('POST', `/payments/${payment.id}/settle`, { status })
      await due('resolve_change', changeId)
      await work()
      expect(await outcomeOf(who, changeId)).toMatchObject({
        state: status === 'succeeded' ? 'applied' : 'declined',
      })
      expect(sent(who)).toHaveLength(1)
    },
  )
})

describe('a yes', () => {
  test('said ten times at once is one request and one payment', async () => {
    const who = await subscribe('lumen-basic')
    const quotes = [await quoteOf(who, { plan: 'lumen-pro' }), await quoteOf(who, { plan: 'lumen-studio' })]
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => confirm(who, quotes[index % 2]?.id ?? '')),
    )
    const ids = answers.flatMap((answer) => (answer.ok ? answer.value.changeId : []))
    expect(new Set(ids).size).toBe(1)
    // Whoever comes after it was made, with the other quote, is asked anew.
    for (const answer of answers) if (!answer.ok) expect(['moved', 'quote_gone']).toContain(answer.error.code)
    expect(sent(who)).toHaveLength(1)
    expect(await paidFor(who)).toHaveLength(2)
    // Said again the next day it still leads to the change that was made.
    const [first] = await db.planChange.findMany({ where: { subscriptionId: who.subscriptionId } })
    expect(await confirm(who, first?.quoteId ?? '')).toMatchObject({
      ok: true,
      value: { changeId: first?.id },
    })
    expect(sent(who)).toHaveLength(1)
  })

  const lost = [
    'reset',
    { status: 500, body: '{"code":"INTERNAL_SERVER_ERROR","message":""}' },
    { status: 504, body: '<html>', type: 'text/html' },
    { status: 409, body: '{"code":"PENDING_PLAN_CHANGE_EXISTS","message":""}' },
    { status: 429, body: '{"code":"TOO_MANY_REQUESTS","message":""}' },
  ] as const

  test.each(lost)(
    'whose answer is lost after it was done (%j) is found and never sent again',
    async (answer) => {
      const who = await subscribe('lumen-basic')
      spoil(who, { charged: true, answer })
      const { outcome } = await change(who, { plan: 'lumen-pro' })
      expect(outcome).toMatchObject({ state: 'applied', charged: usd(5000), gap: null })
      expect(sent(who)).toHaveLength(1)
      expect(await paidFor(who)).toEqual([3000, 5000])
    },
  )

  test.each(lost)('that never arrived (%j) stays shut until a person has looked', async (answer) => {
    const who = await subscribe('lumen-basic')
    spoil(who, { charged: false, answer })
    const { outcome, changeId } = await change(who, { plan: 'lumen-pro' })
    expect(outcome.state).toBe('checking')
    expect(await ask(who, { plan: 'lumen-studio' })).toMatchObject({ refusal: 'change_pending', changeId })
    expect(await releaseChange(changeId, 'ops')).toBe(false)
    await age(changeId, 2)
    await resolveChange(changeId)
    expect(await db.planChange.findUnique({ where: { id: changeId } })).toMatchObject({
      state: 'needs_review',
      reason: 'NO_PROOF',
      posts: 1,
    })
    expect(await releaseChange(changeId, 'ops')).toBe(true)
    expect(sent(who)).toHaveLength(1)
    expect((await change(who, { plan: 'lumen-pro' })).outcome.state).toBe('applied')
    expect(await paidFor(who)).toEqual([3000, 5000])
  })

  test('that the provider refuses has changed nothing, and may be said again', async () => {
    const who = await subscribe('lumen-basic')
    const body = '{"code":"INVALID_PRORATION_MODE_WITH_NEXT_BILLING_DATE","message":""}'
    spoil(who, { charged: false, answer: { status: 422, body } })
    expect((await change(who, { plan: 'lumen-pro' })).outcome).toMatchObject({
      state: 'refused',
      refusal: 'schedule_not_possible',
    })
    expect((await change(who, { plan: 'lumen-pro' })).outcome.state).toBe('applied')
  })

  test('that was charged otherwise than quoted says so', async () => {
    const who = await subscribe('lumen-basic')
    const { changeId } = await change(who, { plan: 'lumen-pro' })
    // The provider is believed, whatever was agreed to: the row that says what it took is read from its payment.
    const payment = await db.payment.findFirstOrThrow({ where: { planChangeId: changeId } })
    await db.payment.update({ where: { id: payment.id }, data: { totalMinor: 5100 } })
    await catchUp(who)
    const { settleChange } = await import('./settle-change')
    await db.$transaction((tx) => settleChange(tx, changeId))
    expect(await outcomeOf(who, changeId)).toMatchObject({
      quoted: { due: usd(5000) },
      charged: usd(5100),
      gap: usd(100),
    })
  })

  test('made elsewhere meanwhile is seen: the change in the portal shuts the door here', async () => {
    const who = await subscribe('lumen-basic')
    await weather(who, { processing: true })
    const pro = await db.product.findUniqueOrThrow({ where: { slug: 'lumen-pro' } })
    await shop.provider.subscriptions.changePlan(who.providerId, {
      product_id: pro.providerProductId ?? '',
      quantity: 1,
      proration_billing_mode: 'difference_immediately',
      on_payment_failure: 'prevent_change',
    })
    expect(await ask(who, { plan: 'lumen-studio' })).toMatchObject({ refusal: 'change_pending' })
    expect((await atProvider(who)).status).toBe('active')
  })
})
