import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { ask, change, confirm, look, openPlans, quoteOf, subscribe, mine } = await import(
  '@/lib/testing/subscriber'
)
const { GENERATIONS, MODES, planTools } = await import('@/lib/testing/plans')
const { keepPlan } = await import('./standing-changes')
const { advance, atProvider, chargesOf, rules, sent, setMode } = planTools(shop)

await openPlans()

const usd = (amount: number) => ({ amount, currency: 'USD' })
const totals = async (who: Parameters<typeof chargesOf>[0]) =>
  (await chargesOf(who)).map(({ total }) => total)

beforeEach(() => setMode('difference_immediately'))

describe.each(GENERATIONS)('under the rules %s', (generation) => {
  beforeEach(() => rules(generation))

  test.each(MODES)('an upgrade by %s charges what was quoted, to the cent', async (mode) => {
    const who = await subscribe('lumen-basic')
    await advance('P10D')
    await setMode(mode)
    const { quote, outcome } = await change(who, { plan: 'lumen-pro' })
    const charged = (await totals(who)).slice(1).reduce((sum, total) => sum + total, 0)
    expect(quote).toMatchObject({ direction: 'upgrade', when: 'now', due: usd(charged) })
    expect(outcome).toMatchObject({ state: 'applied', charged: usd(charged), gap: null })
    const view = await look(who)
    expect(view).toMatchObject({ plan: { slug: 'lumen-pro' }, hasAccess: true, openChange: null })
    expect(view.nextCharge).toMatchObject({ due: usd(8000), credit: null })
    // Whatever date the rules lead to, the one that was shown is the one that is true.
    expect(view.nextCharge?.at.slice(0, 10)).toBe(quote.nextCharge.at.slice(0, 10))
    expect((await atProvider(who)).next_billing_date.slice(0, 10)).toBe(quote.nextCharge.at.slice(0, 10))
  })

  test('with tax, the sums are the ones with tax', async () => {
    const who = await subscribe('lumen-basic', { country: 'DE' })
    const { quote } = await change(who, { plan: 'lumen-pro' })
    expect(quote).toMatchObject({ due: usd(5950), tax: usd(950) })
    expect(quote.to.price).toEqual({ total: usd(9520), plusTax: false })
    expect(quote.lines).toMatchObject([
      { name: 'Lumen Basic', side: 'back', amount: usd(3000) },
      { name: 'Lumen Pro', side: 'charged', amount: usd(8000) },
    ])
    expect(await totals(who)).toEqual([3570, 5950])
    expect((await look(who)).nextCharge).toMatchObject({ due: usd(9520) })
  })

  test('Pro to Basic now credits $50, which the next two renewals use up', async () => {
    const who = await subscribe('lumen-pro')
    const { quote, outcome } = await change(who, { plan: 'lumen-basic', when: 'now' })
    expect(quote).toMatchObject({
      direction: 'downgrade',
      due: usd(0),
      creditGained: usd(5000),
      creditCovers: { renewals: 1, rest: usd(2000) },
      nextCharge: { due: usd(0), credit: usd(3000) },
      sentence: { kind: 'credit_now' },
    })
    expect(outcome).toMatchObject({ state: 'applied', charged: usd(0), gap: null })
    expect(await look(who)).toMatchObject({
      plan: { slug: 'lumen-basic' },
      credit: { balance: usd(5000), covers: { renewals: 1, rest: usd(2000) } },
    })

    await advance('P33D', who)
    expect(await look(who)).toMatchObject({
      credit: {
        balance: usd(2000),
        entries: [
          { amount: usd(-3000), source: { kind: 'payment', charged: usd(0) } },
          { amount: usd(5000), source: { kind: 'change', from: 'Lumen Pro', to: 'Lumen Basic' } },
        ],
      },
      nextCharge: { due: usd(1000), credit: usd(2000) },
    })
    await advance('P31D', who)
    expect(await look(who)).toMatchObject({ credit: { balance: usd(0), covers: null } })
    await advance('P31D', who)
    expect(await totals(who)).toEqual([8000, 0, 1000, 3000])
  })

  test('credit that is left pays an upgrade first', async () => {
    const who = await subscribe('lumen-pro')
    await change(who, { plan: 'lumen-basic', when: 'now' })
    const { quote, outcome } = await change(who, { plan: 'lumen-studio' })
    expect(quote).toMatchObject({ due: usd(12_000), creditUsed: usd(5000) })
    expect(outcome).toMatchObject({ state: 'applied', charged: usd(12_000), gap: null })
    await advance('PT1M', who)
    expect((await look(who)).credit).toMatchObject({ balance: usd(0) })
  })

  test('a downgrade waits for the period, is kept, waits again, and is let through', async () => {
    const who = await subscribe('lumen-pro')
    const first = await change(who, { plan: 'lumen-basic' })
    expect(first.quote).toMatchObject({ when: 'period_end', due: usd(0), sentence: { kind: 'later' } })
    expect(first.quote.nextCharge).toMatchObject({ due: usd(3000) })
    expect(first.outcome).toMatchObject({ state: 'scheduled' })
    expect(await look(who)).toMatchObject({
      plan: { slug: 'lumen-pro' },
      scheduled: { plan: { slug: 'lumen-basic' } },
      nextCharge: { due: usd(3000) },
    })
    expect(await ask(who, { plan: 'lumen-studio' })).toEqual({
      state: 'refused',
      refusal: 'change_scheduled',
      changeId: first.changeId,
    })

    expect(await keepPlan(await mine(who))).toMatchObject({ ok: true })
    expect(await look(who)).toMatchObject({ scheduled: null, nextCharge: { due: usd(8000) } })
    expect((await atProvider(who)).scheduled_change).toBeNull()

    const again = await change(who, { plan: 'lumen-basic' })
    expect(again.outcome.state).toBe('scheduled')
    await advance('P33D', who)
    expect(await look(who)).toMatchObject({
      plan: { slug: 'lumen-basic' },
      scheduled: null,
      openChange: null,
    })
    expect(await totals(who)).toEqual([8000, 3000])
    const kinds = (await look(who)).history.map(({ kind }) => kind)
    expect(kinds.reverse()).toEqual(['started', 'scheduled', 'kept', 'scheduled', 'changed'])
    expect((await look(who)).charges.map(({ kind }) => kind)).toEqual(['renewal', 'first'])
  })

  test('the switch to yearly begins a year', async () => {
    const who = await subscribe('lumen-pro')
    const { quote, outcome } = await change(who, { plan: 'lumen-pro-yearly' })
    expect(quote).toMatchObject({ direction: 'switch', when: 'now', due: usd(72_000) })
    expect(quote.sentence).toMatchObject({ kind: 'pay_now', interval: 'year' })
    expect(outcome).toMatchObject({ state: 'applied', charged: usd(72_000) })
    const { periodStart, periodEnd } = await look(who)
    expect(Date.parse(periodEnd) - Date.parse(periodStart)).toBeGreaterThanOrEqual(365 * 86_400_000)
  })

  test('seats and add-ons stay when the plan changes, and are sent every time', async () => {
    const who = await subscribe('lumen-basic')
    const added = await change(who, {
      addOns: [
        { slug: 'extra-seat', quantity: 3 },
        { slug: 'priority-review', quantity: 1 },
      ],
    })
    expect(added.quote).toMatchObject({ direction: 'upgrade', due: usd(5500), addOnsKept: [] })
    const { quote } = await change(who, { plan: 'lumen-pro' })
    const kept = [
      { slug: 'extra-seat', name: 'Extra seat', quantity: 3 },
      { slug: 'priority-review', name: 'Priority review', quantity: 1 },
    ]
    expect(quote).toMatchObject({ due: usd(5000), addOnsKept: kept, addOnsLost: [] })
    expect(await look(who)).toMatchObject({ addOns: kept, nextCharge: { due: usd(13_500) } })
    for (const { body } of sent(who)) {
      expect(body).toMatchObject({ quantity: 1, on_payment_failure: 'prevent_change' })
      expect(body.addons).toHaveLength(2)
      expect(body.metadata).toMatchObject({ order_id: who.orderId, attempt_id: who.attemptId })
    }
    const fewer = await quoteOf(who, { addOns: [{ slug: 'extra-seat', quantity: 0 }] })
    expect(fewer.addOnsLost.map(({ slug }) => slug)).toEqual(['extra-seat', 'priority-review'])
  })

  test('what is gained and lost, and what the smaller plan does not hold, is said before', async () => {
    const { recordUsage } = await import('@/lib/usage/record-usage')
    const who = await subscribe('lumen-pro')
    expect(await recordUsage(who.subscriptionId, 'editing_credits', 150)).toMatchObject({
      ok: true,
      value: { used: 150, limit: 200, percent: 75, level: 'fine' },
    })
    expect(await recordUsage(who.subscriptionId, 'editing_credits', 51)).toEqual({
      ok: false,
      error: 'limit_reached',
    })
    const quote = await quoteOf(who, { plan: 'lumen-basic' })
    expect(quote).toMatchObject({
      gained: [],
      lost: ['Written feedback on four pictures a month', 'Lumen Edit on your computer'],
      exceeded: [{ meter: 'editing_credits', used: 150, limit: 20 }],
    })
  })
})

test('of two yeses to one quote, the one that asks again after the other was done leads to the same change', async () => {
  const who = await subscribe('lumen-basic')
  const quote = await quoteOf(who, { plan: 'lumen-pro' })
  const preview = `/subscriptions/${who.providerId}/change-plan/preview`
  const held = shop.line.hold(({ path }) => path === preview, 'arrival')
  const slow = confirm(who, quote.id)
  await held.done
  const quick = await confirm(who, quote.id)
  held.release()
  expect(quick).toMatchObject({ ok: true })
  expect(await slow).toEqual(quick)
  expect(sent(who)).toHaveLength(1)
})
