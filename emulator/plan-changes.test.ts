import { afterEach, describe, expect, test } from 'vitest'
import type { SettingsPatch } from './billing/settings'
import {
  body,
  type Change,
  createPlan,
  createSeat,
  credit,
  days,
  eventsOf,
  openBilling,
  paymentsOf,
  setSettings,
  subscribe,
} from './billing-testing'
import { refused } from './contract/world'
import { change } from './plan-testing'
import { control } from './testing'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function world(settings: SettingsPatch = {}) {
  const opened = await openBilling(settings)
  closers.push(opened.close)
  return opened
}

describe('a change', () => {
  test('tells of itself in order: paid, changed, updated', async () => {
    const { emulator, client } = await world()
    const email = 'order@example.com'
    const id = await subscribe(client, await createPlan(client, 3000), { email })
    await change(client, id, body({ product_id: await createPlan(client, 8000) }))
    await change(client, id, body({ product_id: await createPlan(client, 2000) }))
    expect((await eventsOf(emulator, email)).slice(2)).toEqual([
      'payment.succeeded',
      'subscription.plan_changed',
      'subscription.updated',
      'subscription.plan_changed',
      'subscription.updated',
    ])
  })

  test('taxes what it charges, on top or inside', async () => {
    const { client } = await world()
    const id = await subscribe(client, await createPlan(client, 3000), { country: 'DE' })
    const request = body({ product_id: await createPlan(client, 8000) })
    const { immediate_charge } = await client.subscriptions.previewChangePlan(id, request)
    expect(immediate_charge.summary).toMatchObject({ total_amount: 5950, tax: 950, customer_credits: 0 })
    expect(immediate_charge.line_items).toMatchObject([
      { type: 'subscription', unit_price: 3000, proration_factor: -1, tax: 570, tax_rate: 1900 },
      { type: 'subscription', unit_price: 8000, proration_factor: 1, tax: 1520, tax_rate: 1900 },
    ])
    await client.subscriptions.changePlan(id, request)
    expect((await paymentsOf(client, id))[0]).toMatchObject({ total_amount: 5950 })
  })

  test('to yearly begins a year whatever the rules, but not without a bill', async () => {
    for (const proration of ['A', 'C'] as const) {
      const { client } = await world({ proration })
      const id = await subscribe(client, await createPlan(client, 8000))
      const product_id = await createPlan(client, 80_000, { every: [1, 'Year'] })
      const { charged, now } = await change(client, id, body({ product_id }))
      expect(charged).toBe(72_000)
      expect(days(now.previous_billing_date, now.next_billing_date)).toBeGreaterThanOrEqual(365)
    }
  })

  test('declined keeps the plan when it must be paid first', async () => {
    const { emulator, client } = await world()
    const email = 'prevent@example.com'
    const basic = await createPlan(client, 3000)
    const id = await subscribe(client, basic, { email, number: '4000000000000341' })
    const product_id = await createPlan(client, 8000)
    await client.subscriptions.changePlan(id, body({ product_id }))
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: basic, status: 'active' })
    expect((await paymentsOf(client, id))[0]).toMatchObject({ status: 'failed', total_amount: 5000 })
    expect((await eventsOf(emulator, email)).slice(2)).toEqual(['payment.failed'])
    await client.subscriptions.previewChangePlan(id, body({ product_id }))
  })

  test('declined changes the plan anyway and holds it when told so', async () => {
    const { emulator, client } = await world()
    const email = 'anyway@example.com'
    const id = await subscribe(client, await createPlan(client, 3000), { email, number: '4000000000000341' })
    const product_id = await createPlan(client, 8000)
    await client.subscriptions.changePlan(id, body({ product_id, on_payment_failure: 'apply_change' }))
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id, status: 'on_hold' })
    expect((await eventsOf(emulator, email)).slice(2)).toEqual([
      'payment.failed',
      'subscription.plan_changed',
      'subscription.updated',
      'subscription.on_hold',
    ])
    expect(await refused(client.subscriptions.changePlan(id, body({ product_id })))).toBe(
      'INACTIVE_SUBSCRIPTION_PLAN_CHANGE_NOT_SUPPORTED',
    )
  })

  test('waits for a payment under way, refuses a second one, and follows its end', async () => {
    const { emulator, client } = await world()
    const email = 'slow@example.com'
    const basic = await createPlan(client, 3000)
    const id = await subscribe(client, basic, { email })
    const request = body({ product_id: await createPlan(client, 8000) })
    await control(emulator, 'POST', '/weather', { match: { email }, effect: { processing: true }, times: 2 })
    for (const end of ['failed', 'succeeded']) {
      await client.subscriptions.changePlan(id, request)
      expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: basic })
      expect(await refused(client.subscriptions.changePlan(id, request))).toBe('PENDING_PLAN_CHANGE_EXISTS')
      const [payment] = await paymentsOf(client, id)
      expect(payment?.status).toBe('processing')
      await control(emulator, 'POST', `/payments/${payment?.payment_id}/settle`, { status: end })
    }
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id: request.product_id })
  })

  test('asks the card holder at the bank page', async () => {
    const { client } = await world()
    const id = await subscribe(client, await createPlan(client, 3000), { number: '4000003800000446' })
    const product_id = await createPlan(client, 8000)
    await client.subscriptions.changePlan(id, body({ product_id }))
    const [waiting] = await paymentsOf(client, id)
    const payment = await client.payments.retrieve(waiting?.payment_id ?? '')
    expect(payment.status).toBe('requires_customer_action')
    const approval = new URLSearchParams({ decision: 'approve' })
    await fetch(payment.payment_link ?? '', { method: 'POST', body: approval, redirect: 'manual' })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id })
  })

  test('gives back the credit that a failed charge had taken', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 5000), { number: '4000000000000341' })
    await change(client, id, body({ product_id: await createPlan(client, 3000) }))
    await client.subscriptions.changePlan(id, body({ product_id: await createPlan(client, 9000) }))
    expect(await credit(emulator, id)).toMatchObject({ balance: 2000 })
  })
})

describe('a scheduled change', () => {
  test('waits for the billing date, is billed in full there, and can be taken back or replaced', async () => {
    const { emulator, client } = await world()
    const email = 'later@example.com'
    const pro = await createPlan(client, 8000)
    const basic = await createPlan(client, 3000)
    const id = await subscribe(client, pro, { email })
    const later = body({
      product_id: basic,
      proration_billing_mode: 'full_immediately',
      effective_at: 'next_billing_date',
    })
    const preview = await client.subscriptions.previewChangePlan(id, later)
    expect(preview.immediate_charge.line_items).toEqual([])
    await client.subscriptions.changePlan(id, later)
    const scheduled = await client.subscriptions.retrieve(id)
    expect(scheduled).toMatchObject({
      product_id: pro,
      scheduled_change: { product_id: basic, quantity: 1, effective_at: scheduled.next_billing_date },
    })
    for (const call of [
      client.subscriptions.changePlan(id, later),
      client.subscriptions.previewChangePlan(id, later),
    ])
      expect(await refused(call)).toBe('SCHEDULED_PLAN_CHANGE_EXISTS')
    await client.subscriptions.cancelChangePlan(id)
    expect((await client.subscriptions.retrieve(id)).scheduled_change).toBeNull()
    expect(await refused(client.subscriptions.cancelChangePlan(id))).toBe('SCHEDULED_PLAN_CHANGE_NOT_FOUND')
    await client.subscriptions.changePlan(id, later)
    await client.subscriptions.changePlan(id, { ...later, quantity: 2, cancel_scheduled_change_plan: true })
    await control(emulator, 'POST', '/clock', { to: scheduled.next_billing_date })
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      product_id: basic,
      quantity: 2,
      scheduled_change: null,
      previous_billing_date: scheduled.next_billing_date,
      recurring_pre_tax_amount: 6000,
    })
    expect((await paymentsOf(client, id))[0]).toMatchObject({ total_amount: 6000 })
    expect((await eventsOf(emulator, email)).slice(-4)).toEqual([
      'payment.succeeded',
      'subscription.renewed',
      'subscription.plan_changed',
      'subscription.updated',
    ])
  })

  test('of another rhythm counts from its start', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 8000, { every: [1, 'Month'] }))
    const product_id = await createPlan(client, 80_000, { every: [1, 'Year'] })
    await client.subscriptions.changePlan(id, body({ product_id, effective_at: 'next_billing_date' }))
    const { next_billing_date } = await client.subscriptions.retrieve(id)
    await control(emulator, 'POST', '/clock', { to: next_billing_date })
    const now = await client.subscriptions.retrieve(id)
    expect(days(next_billing_date, now.next_billing_date)).toBeGreaterThanOrEqual(365)
  })
})

describe('a change is refused', () => {
  test('for what cannot be changed to, or not now', async () => {
    const { emulator, client } = await world({ strict_scheduled_modes: true })
    const plan = await createPlan(client, 3000)
    const id = await subscribe(client, plan)
    const code = (change: Change) => refused(client.subscriptions.changePlan(id, body(change)))
    const yen = await createPlan(client, 3000, { currency: 'JPY' })
    const seat = await createSeat(client)
    const seated = await createPlan(client, 3000, { addons: [seat] })
    expect(await code({ product_id: 'pdt_unknown' })).toBe('NOT_FOUND')
    expect(await code({ product_id: yen })).toBe('UNSUPPORTED_CURRENCY')
    expect(await code({ product_id: plan, quantity: 0 })).toBe('INVALID_REQUEST_BODY')
    expect(await code({ product_id: plan, addons: [{ addon_id: seat, quantity: 1 }] })).toBe(
      'MISSING_ADDON_IDS',
    )
    const twice = { addon_id: seat, quantity: 1 }
    expect(await code({ product_id: seated, addons: [twice, twice] })).toBe('DUPLICATE_ADDON_IDS_IN_REQUEST')
    expect(await code({ product_id: plan, effective_at: 'next_billing_date' })).toBe(
      'INVALID_PRORATION_MODE_WITH_NEXT_BILLING_DATE',
    )
    expect(await code({ product_id: plan, collect_via_payment_link: true })).toBe('UNSUPPORTED_ACTION')
    expect(await code({ product_id: plan, discount_codes: ['NOPE'] })).toBe('INVALID_DISCOUNT_CODE')
    expect(await refused(client.subscriptions.changePlan('sub_unknown', body({ product_id: plan })))).toBe(
      'NOT_FOUND',
    )
    expect(await refused(client.subscriptions.cancelChangePlan('sub_unknown'))).toBe('NOT_FOUND')
    await setSettings(emulator, { strict_scheduled_modes: false })
    await client.products.archive(seated)
    expect(await code({ product_id: seated })).toBe('PRODUCT_IS_DELETED')
  })
})
