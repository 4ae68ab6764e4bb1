import { afterEach, describe, expect, test } from 'vitest'
import type { SettingsPatch } from './billing/settings'
import {
  advance,
  createPlan,
  credit,
  days,
  eventsOf,
  openBilling,
  paymentsOf,
  subscribe,
} from './billing-testing'
import { refused } from './contract/world'
import { control, submitCheckout } from './testing'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function world(settings: SettingsPatch = {}) {
  const opened = await openBilling(settings)
  closers.push(opened.close)
  return opened
}

const MONTHLY = { every: [1, 'Month'] as [number, 'Month'] }
const FREE_TRIAL = { ...MONTHLY, trialDays: 14 }

describe('a renewal', () => {
  test('charges the stored card at its moment and tells of it', async () => {
    const { emulator, client } = await world()
    const email = 'renew@example.com'
    const id = await subscribe(client, await createPlan(client, 3000, MONTHLY), {
      email,
      metadata: { order: '7' },
    })
    const first = await client.subscriptions.retrieve(id)
    await control(emulator, 'POST', '/clock', { to: first.next_billing_date })
    const renewed = await client.subscriptions.retrieve(id)
    expect(renewed).toMatchObject({ status: 'active', previous_billing_date: first.next_billing_date })
    expect(days(renewed.previous_billing_date, renewed.next_billing_date)).toBeGreaterThanOrEqual(28)
    const [row] = await paymentsOf(client, id)
    expect(await client.payments.retrieve(row?.payment_id ?? '')).toMatchObject({
      status: 'succeeded',
      total_amount: 3000,
      created_at: first.next_billing_date,
      subscription_id: id,
      payment_method_id: first.payment_method_id,
      product_cart: null,
      metadata: { order: '7' },
      retry_attempt: 0,
    })
    expect((await eventsOf(emulator, email)).slice(2)).toEqual(['payment.succeeded', 'subscription.renewed'])
    const journal = await control<{ items: { kind: string; movement?: string; amount: number }[] }>(
      emulator,
      'GET',
      `/journal?email=${email}`,
    )
    const money = journal.items.filter((row) => row.kind === 'money')
    expect(money.map((row) => [row.movement, row.amount])).toEqual([
      ['charge', 3000],
      ['charge', 3000],
    ])
  })

  test('comes at the day it was bought, also after shorter months, once for each', async () => {
    const { emulator, client } = await world()
    await control(emulator, 'POST', '/clock', { to: '2030-01-31T10:00:00Z' })
    const id = await subscribe(client, await createPlan(client, 3000, MONTHLY))
    await control(emulator, 'POST', '/clock', { to: '2030-05-15T00:00:00Z' })
    const dates = (await paymentsOf(client, id)).map((payment) => payment.created_at.slice(0, 10)).reverse()
    expect(dates).toEqual(['2030-01-31', '2030-02-28', '2030-03-31', '2030-04-30'])
  })

  test('ends with the period of the subscription', async () => {
    const { emulator, client } = await world()
    const email = 'expire@example.com'
    const plan = await createPlan(client, 3000, { ...MONTHLY, period: [3, 'Month'] })
    const id = await subscribe(client, plan, { email })
    await advance(emulator, 'P6M')
    expect(await paymentsOf(client, id)).toHaveLength(3)
    expect((await client.subscriptions.retrieve(id)).status).toBe('expired')
    expect((await eventsOf(emulator, email)).at(-1)).toBe('subscription.expired')
  })
})

describe('a trial', () => {
  test('that is free costs 0 at first and the plan at its end', async () => {
    const { emulator, client } = await world()
    const email = 'trial@example.com'
    const id = await subscribe(client, await createPlan(client, 3000, FREE_TRIAL), { email })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ status: 'active', trial_period_days: 14 })
    await advance(emulator, 'P15D')
    expect((await paymentsOf(client, id)).map((payment) => payment.total_amount)).toEqual([3000, 0])
    expect((await eventsOf(emulator, email)).slice(2)).toEqual(['payment.succeeded', 'subscription.renewed'])
  })

  test('ends with a change of plan, and credits only what it cost', async () => {
    const { client } = await world()
    const pro = await createPlan(client, 8000, MONTHLY)
    const change = { product_id: pro, quantity: 1, proration_billing_mode: 'difference_immediately' as const }
    const free = await subscribe(client, await createPlan(client, 3000, FREE_TRIAL))
    await client.subscriptions.changePlan(free, change)
    expect((await paymentsOf(client, free))[0]).toMatchObject({ total_amount: 8000 })
    expect(await client.subscriptions.retrieve(free)).toMatchObject({ trial_period_days: 0, product_id: pro })
    const paid = await subscribe(client, await createPlan(client, 3000, { ...FREE_TRIAL, trialAmount: 500 }))
    await client.subscriptions.changePlan(paid, change)
    expect((await paymentsOf(client, paid)).map((payment) => payment.total_amount)).toEqual([7500, 500])
  })

  test('is longer when its date is moved', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 3000, FREE_TRIAL))
    const { next_billing_date } = await client.subscriptions.retrieve(id)
    const later = new Date(Date.parse(next_billing_date) + 7 * 86_400_000).toISOString()
    await client.subscriptions.update(id, { next_billing_date: later })
    await advance(emulator, 'P15D')
    expect(await paymentsOf(client, id)).toHaveLength(1)
    await advance(emulator, 'P7D')
    expect(await paymentsOf(client, id)).toHaveLength(2)
  })
})

describe('PATCH', () => {
  test('ends the subscription with the period, and takes that back', async () => {
    const { emulator, client } = await world()
    const email = 'leave@example.com'
    const id = await subscribe(client, await createPlan(client, 3000, MONTHLY), { email })
    const leaving = await client.subscriptions.update(id, {
      cancel_at_next_billing_date: true,
      cancellation_feedback: 'too_expensive',
      cancellation_comment: 'Next year',
    })
    expect(leaving).toMatchObject({
      status: 'active',
      cancel_at_next_billing_date: true,
      cancellation_feedback: 'too_expensive',
    })
    const change = {
      product_id: leaving.product_id,
      quantity: 2,
      proration_billing_mode: 'do_not_bill' as const,
    }
    expect(await refused(client.subscriptions.changePlan(id, change))).toBe(
      'PLAN_CHANGE_NOT_ALLOWED_FOR_SCHEDULED_CANCELLATION',
    )
    const stays = await client.subscriptions.update(id, { cancel_at_next_billing_date: false })
    expect(stays).toMatchObject({ cancelled_at: null, cancellation_feedback: null })
    await client.subscriptions.update(id, { cancel_at_next_billing_date: true })
    await advance(emulator, 'P2M')
    const gone = await client.subscriptions.retrieve(id)
    expect(gone).toMatchObject({ status: 'cancelled', cancelled_at: gone.next_billing_date })
    expect(await paymentsOf(client, id)).toHaveLength(1)
    expect((await eventsOf(emulator, email)).at(-1)).toBe('subscription.cancelled')
    expect(await refused(client.subscriptions.update(id, { metadata: {} }))).toBe('SUBSCRIPTION_INACTIVE')
  })

  test('ends it at once', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 3000, MONTHLY))
    expect(await client.subscriptions.update(id, { status: 'cancelled' })).toMatchObject({
      status: 'cancelled',
    })
    await advance(emulator, 'P3M')
    expect(await paymentsOf(client, id)).toHaveLength(1)
  })

  test('pauses and resumes; the time between does not count', async () => {
    const { emulator, client } = await world()
    const email = 'rest@example.com'
    const id = await subscribe(client, await createPlan(client, 3000), { email })
    const before = await client.subscriptions.retrieve(id)
    await advance(emulator, 'P10D')
    expect(await client.subscriptions.update(id, { status: 'paused' })).toMatchObject({ status: 'paused' })
    await advance(emulator, 'P90D')
    expect(await paymentsOf(client, id)).toHaveLength(1)
    const after = await client.subscriptions.update(id, { status: 'active' })
    expect(days(before.next_billing_date, after.next_billing_date)).toBeCloseTo(90, 2)
    expect(days(before.expires_at ?? '', after.expires_at ?? '')).toBeCloseTo(90, 2)
    expect((await eventsOf(emulator, email)).slice(2)).toEqual([
      'subscription.paused',
      'subscription.unpaused',
    ])
    await advance(emulator, 'P21D')
    expect(await paymentsOf(client, id)).toHaveLength(2)
  })

  test('changes details and lengthens, and refuses what contradicts itself', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 3000, { period: [1, 'Year'] }))
    const { expires_at } = await client.subscriptions.retrieve(id)
    const longer = await client.subscriptions.update(id, {
      subscription_period_count: 2,
      metadata: { seat: 4 },
      customer_name: 'Countess',
    })
    expect(days(expires_at ?? '', longer.expires_at ?? '')).toBeGreaterThanOrEqual(365)
    expect(longer).toMatchObject({ metadata: { seat: 4 }, customer: { name: 'Countess' } })
    const past = (await control<{ now: string }>(emulator, 'GET', '/clock')).now
    for (const wrong of [
      { next_billing_date: past },
      { pause: true },
      { status: 'paused' as const, metadata: {} },
      { status: 'failed' as const },
      { cancellation_feedback: 'other' as const },
      { subscription_period_count: 1 },
    ])
      expect(await refused(client.subscriptions.update(id, wrong))).toBe('INVALID_REQUEST_PARAMETERS')
    expect(await refused(client.subscriptions.update(id, { status: 'active' }))).toBe('SUBSCRIPTION_INACTIVE')
    expect(await refused(client.subscriptions.update('sub_unknown', {}))).toBe('NOT_FOUND')
  })
})

describe('an on-demand subscription', () => {
  test('is charged when asked, for any sum, and never by itself', async () => {
    const { emulator, client } = await world()
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: await createPlan(client, 3000, MONTHLY), quantity: 1 }],
      return_url: 'http://shop.test/done',
      subscription_data: { on_demand: { mandate_only: true } },
    })
    const answer = await submitCheckout(session.checkout_url ?? '')
    const id = new URL(answer.headers.get('location') ?? '').searchParams.get('subscription_id') ?? ''
    await advance(emulator, 'P2M')
    const request = { product_price: 1234, metadata: { why: 'usage' } }
    const { payment_id } = await client.subscriptions.charge(id, request)
    expect(await client.payments.retrieve(payment_id)).toMatchObject({
      status: 'succeeded',
      total_amount: 1234,
      metadata: { why: 'usage' },
    })
    expect((await paymentsOf(client, id)).map((payment) => payment.total_amount)).toEqual([1234, 0])
    const plan = await createPlan(client, 8000)
    const change = { product_id: plan, quantity: 1, proration_billing_mode: 'full_immediately' as const }
    expect(await refused(client.subscriptions.changePlan(id, change))).toBe(
      'ON_DEMAND_PLAN_CHANGE_NOT_SUPPORTED',
    )
    const yen = client.subscriptions.charge(id, { product_price: 1, product_currency: 'JPY' })
    expect(await refused(yen)).toBe('UNSUPPORTED_CURRENCY')
    const usual = await subscribe(client, plan)
    expect(await refused(client.subscriptions.charge(usual, request))).toBe('SUBSCRIPTION_NOT_ON_DEMAND')
    await client.subscriptions.update(id, { cancel_at_next_billing_date: true })
    expect(await refused(client.subscriptions.charge(id, request))).toBe(
      'CHARGE_NOT_ALLOWED_FOR_SCHEDULED_CANCELLATION',
    )
    expect(await credit(emulator, id)).toEqual({ balance: 0, items: [] })
  })
})
