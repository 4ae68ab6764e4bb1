import { afterEach, describe, expect, test } from 'vitest'
import type { SettingsPatch } from './billing/settings'
import {
  advance,
  body,
  createPlan,
  createSeat,
  credit,
  days,
  openBilling,
  paymentsOf,
  subscribe,
} from './billing-testing'
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

const HALF = 'P15D'

describe('the worked numbers of the guides, half a month in', () => {
  const cases = [
    ['A', 3000, 8000, 'prorated_immediately', 2500, 0, 8000],
    ['C', 3000, 8000, 'prorated_immediately', 6500, 0, 8000],
    ['A', 8000, 2000, 'prorated_immediately', 0, 3000, 0],
    ['C', 8000, 2000, 'prorated_immediately', 0, 2000, 0],
    ['A', 3000, 8000, 'difference_immediately', 5000, 0, 8000],
    ['C', 3000, 8000, 'difference_immediately', 5000, 0, 8000],
    ['A', 8000, 2000, 'difference_immediately', 0, 6000, 0],
    ['C', 8000, 2000, 'difference_immediately', 0, 6000, 0],
    ['A', 8000, 3000, 'difference_immediately', 0, 5000, 0],
    ['C', 8000, 3000, 'difference_immediately', 0, 5000, 0],
    ['C', 5000, 2000, 'difference_immediately', 0, 3000, 0],
    ['A', 3000, 8000, 'full_immediately', 8000, 0, 8000],
    ['C', 3000, 8000, 'full_immediately', 8000, 0, 8000],
    ['A', 3000, 8000, 'do_not_bill', 0, 0, 8000],
    ['C', 3000, 8000, 'do_not_bill', 0, 0, 8000],
  ] as const
  test.each(cases)('%s: %i to %i, %s', async (proration, from, to, mode, charged, credited, renewal) => {
    const { emulator, client } = await world({ proration })
    const id = await subscribe(client, await createPlan(client, from))
    const started = await client.subscriptions.retrieve(id)
    await advance(emulator, HALF)
    const product_id = await createPlan(client, to)
    const done = await change(client, id, body({ product_id, proration_billing_mode: mode }))
    expect([done.charged, done.credits]).toEqual([charged, credited])
    expect(done.made).toHaveLength(charged > 0 ? 1 : 0)
    const keepsDate = mode === 'do_not_bill' || (proration === 'A' && mode !== 'full_immediately')
    if (keepsDate) expect(done.now.next_billing_date).toBe(started.next_billing_date)
    else expect(days(started.next_billing_date, done.now.next_billing_date)).toBeCloseTo(15, 2)
    await control(emulator, 'POST', '/clock', { to: done.now.next_billing_date })
    const [renewed] = await paymentsOf(client, id)
    expect(renewed).toMatchObject({
      status: 'succeeded',
      total_amount: renewal,
      created_at: done.now.next_billing_date,
    })
  })

  test('three free renewals after Pro to Starter, and the fourth in full', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 8000))
    await change(client, id, body({ product_id: await createPlan(client, 2000) }))
    await advance(emulator, 'P121D')
    const renewals = (await paymentsOf(client, id)).slice(0, -1).reverse()
    expect(renewals.map((payment) => payment.total_amount)).toEqual([0, 0, 0, 2000])
    expect(await credit(emulator, id)).toMatchObject({ balance: 0 })
  })

  test('20 - 20 = 0, then 20 - 10 = 10 after a prorated downgrade of 2025', async () => {
    const { emulator, client } = await world({ proration: 'A' })
    const id = await subscribe(client, await createPlan(client, 8000))
    await advance(emulator, HALF)
    const starter = await createPlan(client, 2000)
    await change(client, id, body({ product_id: starter, proration_billing_mode: 'prorated_immediately' }))
    await advance(emulator, 'P46D')
    const [second, first] = await paymentsOf(client, id)
    expect([first?.total_amount, second?.total_amount]).toEqual([0, 1000])
  })

  test.each([
    ['A', 4000],
    ['C', 9500],
  ] as const)('%s: Basic to Pro with three seats', async (proration, charged) => {
    const { emulator, client } = await world({ proration })
    const seat = await createSeat(client)
    const id = await subscribe(client, await createPlan(client, 3000))
    await advance(emulator, HALF)
    const product_id = await createPlan(client, 8000, { addons: [seat] })
    const addons = [{ addon_id: seat, quantity: 3 }]
    const request = body({ product_id, addons, proration_billing_mode: 'prorated_immediately' })
    const done = await change(client, id, request)
    expect(done.charged).toBe(charged)
    expect(done.now).toMatchObject({ addons, recurring_pre_tax_amount: 11_000 })
    await control(emulator, 'POST', '/clock', { to: done.now.next_billing_date })
    expect((await paymentsOf(client, id))[0]?.total_amount).toBe(11_000)
  })

  test.each([
    ['A', 'prorated_immediately', 2500],
    ['A', 'difference_immediately', 5000],
    ['C', 'difference_immediately', 5000],
    ['C', 'full_immediately', 8000],
  ] as const)('%s: five seats more, %s', async (proration, proration_billing_mode, charged) => {
    const { emulator, client } = await world({ proration })
    const seat = await createSeat(client)
    const product_id = await createPlan(client, 3000, { addons: [seat] })
    const id = await subscribe(client, product_id)
    await advance(emulator, HALF)
    const addons = [{ addon_id: seat, quantity: 5 }]
    expect((await change(client, id, body({ product_id, addons, proration_billing_mode }))).charged).toBe(
      charged,
    )
  })

  test.each([
    ['A', 0, 1000, 15_900],
    ['C', 10_267, 0, 16_900],
  ] as const)('%s: ten seats to seven on day 20', async (proration, charged, credits, renewal) => {
    const { emulator, client } = await world({ proration })
    const seat = await createSeat(client)
    const product_id = await createPlan(client, 9900, { addons: [seat] })
    const id = await subscribe(client, product_id)
    const seats = (quantity: number) => [{ addon_id: seat, quantity }]
    await change(client, id, body({ product_id, addons: seats(10) }))
    await advance(emulator, 'P20D')
    const request = body({ product_id, addons: seats(7), proration_billing_mode: 'prorated_immediately' })
    const done = await change(client, id, request)
    expect([done.charged, done.credits]).toEqual([charged, credits])
    await control(emulator, 'POST', '/clock', { to: done.now.next_billing_date })
    expect((await paymentsOf(client, id))[0]?.total_amount).toBe(renewal)
  })

  test('earlier credit pays an upgrade before the card', async () => {
    const { emulator, client } = await world()
    const basic = await createPlan(client, 3000)
    const id = await subscribe(client, await createPlan(client, 5000))
    await change(client, id, body({ product_id: basic }))
    const done = await change(client, id, body({ product_id: await createPlan(client, 8000) }))
    expect([done.charged, done.credits]).toEqual([3000, -2000])
    expect(await credit(emulator, id)).toMatchObject({ balance: 0 })
  })
})
