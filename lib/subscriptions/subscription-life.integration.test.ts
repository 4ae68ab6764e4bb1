import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { catchUp, change, look, mine, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { newCustomer, newShopper, VISITOR } = await import('@/lib/testing/shopper')
const { planTools } = await import('@/lib/testing/plans')
const { inBrowser } = await import('@/lib/testing/browser')
const { db } = await import('@/lib/db/prisma')
const { getOwnedContent } = await import('@/lib/entitlements/queries')
const { startCheckout } = await import('@/lib/checkout/start-checkout')
const { recordUsage } = await import('@/lib/usage/record-usage')
const { getMeter } = await import('@/lib/usage/queries')
const { offerAlternative } = await import('./alternative')
const { openCardChange } = await import('./change-card')
const { listPlanOptions } = await import('./plan-options')
const { getSubscription, listSubscriptions } = await import('./queries')
const { cancelSubscription, giveReason, pauseSubscription, resumeSubscription, undoCancel } = await import(
  './standing-changes'
)
const { advance, atProvider, chargesOf, rules } = planTools(shop)
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()

const usd = (amount: number) => ({ amount, currency: 'USD' })
const done = { ok: true, value: null }

/** What the library shows of the plan that was bought; null when it is shut. */
async function library(who: Subscriber): Promise<string | null> {
  const entitlement = await db.entitlement.findFirstOrThrow({ where: { line: { orderId: who.orderId } } })
  const content = await inBrowser(who.browser, () => getOwnedContent(entitlement.id, 'en'))
  return content?.sections[0]?.heading ?? null
}
const buyAgain = (who: Subscriber, slug: string) =>
  startCheckout({ sessionId: who.sessionId, user: null, slug, locale: 'en', visitor: VISITOR })

beforeEach(() => rules('C'))

describe('a plan', () => {
  test('opens its content, and that of the new plan at once', async () => {
    const who = await subscribe('lumen-basic')
    expect(await library(who)).toBe('Welcome to Lumen Basic')
    await change(who, { plan: 'lumen-pro' })
    expect(await library(who)).toBe('Welcome to Lumen Pro')
  })

  test('is changed, never bought a second time; after its end it is bought again', async () => {
    const who = await subscribe('lumen-basic')
    expect(await buyAgain(who, 'lumen-pro')).toMatchObject({
      error: { code: 'already_has_plan', subscriptionId: who.subscriptionId },
    })
    await shop.provider.subscriptions.update(who.providerId, { status: 'cancelled' })
    await catchUp(who)
    expect(await look(who)).toMatchObject({ standing: 'ended', hasAccess: false, nextCharge: null })
    expect(await buyAgain(who, 'lumen-pro')).toMatchObject({ ok: true })
  })

  test('is nobody else’s', async () => {
    const who = await subscribe('lumen-basic')
    const stranger = await newShopper()
    const seen = await inBrowser(stranger.browser, () => getSubscription(who.subscriptionId, 'en'))
    expect(seen).toBeNull()
    expect(await inBrowser(stranger.browser, () => listSubscriptions('en'))).toEqual([])
    const { plans, subscriptionId } = await inBrowser(stranger.browser, () => listPlanOptions('en'))
    expect(subscriptionId).toBeNull()
    expect(new Set(plans.map(({ action }) => action))).toEqual(new Set(['buy']))
  })

  test('says on the pricing page what each plan is for its subscriber', async () => {
    const who = await subscribe('lumen-pro')
    const { plans } = await inBrowser(who.browser, () => listPlanOptions('ja'))
    expect(plans.map(({ plan, action }) => [plan.slug, action])).toEqual([
      ['lumen-basic', 'downgrade'],
      ['lumen-pro', 'current'],
      ['lumen-studio', 'upgrade'],
      ['lumen-pro-yearly', 'switch'],
    ])
    expect(plans[0]?.addOns.map(({ name, price }) => [name, price])).toEqual([
      ['追加の席', usd(1000)],
      ['優先講評', usd(2500)],
    ])
  })

  test('counts uses by period and lets none pass the limit, however many come at once', async () => {
    const who = await subscribe('lumen-basic')
    const uses = await Promise.all(
      Array.from({ length: 30 }, () => recordUsage(who.subscriptionId, 'editing_credits', 1)),
    )
    expect(uses.filter(({ ok }) => ok)).toHaveLength(20)
    expect(await inBrowser(who.browser, () => getMeter('editing_credits'))).toEqual({
      subscriptionId: who.subscriptionId,
      meter: { meter: 'editing_credits', used: 20, limit: 20, percent: 100, level: 'reached' },
    })
    await change(who, { plan: 'lumen-pro' })
    expect((await look(who)).meters[0]).toMatchObject({ limit: 200, level: 'fine' })
    await advance('P32D', who)
    expect((await look(who)).meters[0]).toMatchObject({ used: 0 })
  })
})

describe('leaving', () => {
  test('is one call, can be undone, and ends with the period', async () => {
    const who = await subscribe('lumen-pro')
    expect(await cancelSubscription(await mine(who))).toEqual(done)
    const { endsAt, periodEnd } = await look(who)
    expect(endsAt).toBe(periodEnd)
    expect(await look(who)).toMatchObject({ standing: 'ending', hasAccess: true, nextCharge: null })
    expect(await undoCancel(await mine(who))).toEqual(done)
    expect(await look(who)).toMatchObject({ standing: 'active', nextCharge: { due: usd(8000) } })

    expect(await cancelSubscription(await mine(who))).toEqual(done)
    await advance('P32D', who)
    expect(await look(who)).toMatchObject({ standing: 'ended', hasAccess: false })
    expect(await library(who)).toBeNull()
    expect(await chargesOf(who)).toHaveLength(1)
    expect((await look(who)).history.map(({ kind }) => kind).reverse()).toEqual([
      'started',
      'cancelled',
      'cancel_undone',
      'cancelled',
      'ended',
    ])
    expect(await undoCancel(await mine(who))).toEqual({ ok: false, error: 'refused' })
  })

  test('may be explained, and one alternative that fits is offered once', async () => {
    const who = await subscribe('lumen-studio')
    const subject = await mine(who)
    expect(await offerAlternative(subject, 'too_expensive', 'en')).toBeNull()
    await cancelSubscription(subject)
    expect(await giveReason(await mine(who), 'too_expensive', 'We are two now.')).toEqual(done)
    expect(await atProvider(who)).toMatchObject({
      cancel_at_next_billing_date: true,
      cancellation_feedback: 'too_expensive',
      cancellation_comment: 'We are two now.',
    })
    const ending = await mine(who)
    expect(await offerAlternative(ending, 'too_expensive', 'en')).toMatchObject({
      kind: 'cheaper_plan',
      plan: { slug: 'lumen-pro' },
      price: { total: usd(8000), plusTax: false },
    })
    expect(await offerAlternative(ending, 'too_expensive', 'en')).toBeNull()
    expect((await look(who)).standing).toBe('ending')
  })

  test('a pause stops access and charges at once; going on moves the dates', async () => {
    const who = await subscribe('lumen-pro')
    const before = await look(who)
    await advance('P5D')
    expect(await pauseSubscription(await mine(who))).toEqual(done)
    expect(await look(who)).toMatchObject({ standing: 'paused', hasAccess: false, nextCharge: null })
    expect(await library(who)).toBeNull()
    expect(await recordUsage(who.subscriptionId, 'editing_credits', 1)).toMatchObject({ error: 'no_access' })
    await advance('P60D', who)
    expect(await chargesOf(who)).toHaveLength(1)
    expect(await resumeSubscription(await mine(who))).toEqual(done)
    const after = await look(who)
    expect(after).toMatchObject({ standing: 'active', hasAccess: true })
    const moved = (Date.parse(after.periodEnd) - Date.parse(before.periodEnd)) / 86_400_000
    expect(Math.round(moved)).toBe(60)
    expect(await library(who)).toBe('Welcome to Lumen Pro')
  })

  test('an answer that is lost is read back, not believed', async () => {
    const who = await subscribe('lumen-pro')
    const match = ({ method, path }: { method: string; path: string }) =>
      method === 'PATCH' && path === `/subscriptions/${who.providerId}`
    shop.line.spoil(match, { charged: true, answer: 'reset' })
    expect(await cancelSubscription(await mine(who))).toEqual({ ok: false, error: 'unavailable' })
    expect((await look(who)).standing).toBe('ending')
    shop.line.spoil(match, { charged: false, answer: 'reset' })
    expect(await undoCancel(await mine(who))).toEqual({ ok: false, error: 'unavailable' })
    expect((await look(who)).standing).toBe('ending')
  })
})

describe('a renewal that fails', () => {
  test('holds the plan and says what is due; a new card pays it and everything goes on', async () => {
    const who = await subscribe('lumen-pro', { number: '4000000000000341' })
    await advance('P32D', who)
    expect(await look(who)).toMatchObject({
      standing: 'on_hold',
      hasAccess: false,
      nextCharge: null,
      due: { amount: usd(8000), reason: 'declined' },
      may: { change: false, card: true },
    })
    expect(await library(who)).toBeNull()

    const page = await openCardChange(await mine(who), 'en')
    if (!page.ok) throw new Error('no page for a new card')
    const card = new URLSearchParams({ number: '5555555555554444', expiry: '06/32', cvc: '123', name: 'Ada' })
    const paid = await fetch(page.value.url, { method: 'POST', body: card, redirect: 'manual' })
    expect(paid.headers.get('location')).toContain(`/en/subscriptions/${who.subscriptionId}/return`)
    await catchUp(who)
    expect(await look(who)).toMatchObject({
      standing: 'active',
      hasAccess: true,
      due: null,
      card: { brand: 'MASTERCARD', lastFour: '4444' },
      nextCharge: { due: usd(8000) },
    })
    expect((await look(who)).charges.map(({ kind, state }) => [kind, state])).toEqual([
      ['renewal', 'paid'],
      ['renewal', 'failed'],
      ['first', 'paid'],
    ])
    expect((await look(who)).history.map(({ kind }) => kind).reverse()).toEqual([
      'started',
      'on_hold',
      'recovered',
      'card_changed',
    ])
    expect(await library(who)).toBe('Welcome to Lumen Pro')
  })

  test('in days of grace leaves everything open', async () => {
    await shop.control('PATCH', '/settings', { grace_days: 3 })
    const who = await subscribe('lumen-pro', { number: '4000000000000341' })
    await advance('P31D', who)
    expect(await look(who)).toMatchObject({
      standing: 'past_due',
      hasAccess: true,
      due: { amount: usd(8000) },
    })
    await advance('P4D', who)
    expect(await look(who)).toMatchObject({ standing: 'on_hold', hasAccess: false })
    await shop.control('PATCH', '/settings', { grace_days: 0 })
  })

  test('of a charge in mid-period takes away nothing that was paid for', async () => {
    await rules('A')
    const who = await subscribe('lumen-basic', { number: '4000000000000341' })
    const pro = await db.product.findUniqueOrThrow({ where: { slug: 'lumen-pro' } })
    await advance('P3D')
    // As another program of the merchant's might do it: changed first, and never paid.
    await shop.provider.subscriptions.changePlan(who.providerId, {
      product_id: pro.providerProductId ?? '',
      quantity: 1,
      proration_billing_mode: 'prorated_immediately',
      on_payment_failure: 'apply_change',
    })
    await catchUp(who)
    expect(await look(who)).toMatchObject({ standing: 'on_hold', hasAccess: true })
  })
})

test('a purchase of something else is no plan', async () => {
  const customer = await newCustomer()
  expect(await inBrowser(customer.browser, () => listSubscriptions('en'))).toEqual([])
})
