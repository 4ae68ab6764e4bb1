import { appendFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { createPlan, paymentsOf, subscribe } from './billing-testing'
import type { EmulatorOptions } from './create-emulator'
import {
  buyOnce,
  control,
  createPen,
  sdk,
  startEmulator,
  startReceiver,
  submitCheckout,
  WEBHOOK_SECRET,
} from './testing'
import { addDuration } from './time/duration'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function start(options: Partial<EmulatorOptions> = {}) {
  const emulator = await startEmulator(options)
  closers.push(emulator.close)
  return emulator
}

interface ClockAnswer {
  now: string
  ahead_ms: number
  next: { at: string; what: string } | null
}

const DAY_MS = 86_400_000

describe('the clock', () => {
  test('is advanced by a duration or to a moment, never back, and dates what happens', async () => {
    const emulator = await start()
    const before = await control<ClockAnswer>(emulator, 'GET', '/clock')
    expect(before.ahead_ms).toBe(0)
    const after = await control<ClockAnswer>(emulator, 'POST', '/clock', { advance: 'P10D' })
    const passed = Date.parse(after.now) - Date.parse(before.now)
    expect(passed).toBeGreaterThanOrEqual(10 * DAY_MS)
    expect(passed).toBeLessThan(10 * DAY_MS + 60_000)
    const { created_at } = await createPen(sdk(emulator))
    expect(Date.parse(created_at)).toBeGreaterThanOrEqual(Date.parse(after.now))
    const to = new Date(Date.parse(after.now) + DAY_MS).toISOString()
    const later = await control<ClockAnswer>(emulator, 'POST', '/clock', { to })
    expect(Date.parse(later.now)).toBeGreaterThanOrEqual(Date.parse(to))
    for (const wrong of [{ to: before.now }, { advance: '1 day' }, { advance: 'P99Y' }, {}]) {
      const answer = await control<{ code: string }>(emulator, 'POST', '/clock', wrong)
      expect(answer.code).toMatch(/^INVALID_REQUEST/)
    }
    expect((await control<ClockAnswer>(emulator, 'GET', '/clock')).now >= later.now).toBe(true)
  })

  test('stays ahead over a restart and is real again after a reset', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-clock-'))
    closers.push(() => rmSync(dataDir, { recursive: true }))
    const first = await startEmulator({ dataDir })
    const { now } = await control<ClockAnswer>(first, 'POST', '/clock', { advance: 'P1Y' })
    await first.close()
    const second = await start({ dataDir })
    expect((await control<ClockAnswer>(second, 'GET', '/clock')).now >= now).toBe(true)
    await control(second, 'POST', '/reset')
    expect((await control<ClockAnswer>(second, 'GET', '/clock')).ahead_ms).toBe(0)
  })

  test('makes the webhook attempts on its way, each at its own moment', async () => {
    const receiver = await startReceiver([500, 500, 500])
    closers.push(receiver.close)
    const emulator = await start({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET } })
    await buyOnce(sdk(emulator))
    await receiver.waitFor(1)
    await control(emulator, 'POST', '/clock', { advance: 'PT6M' })
    expect(receiver.received).toHaveLength(3)
    await control(emulator, 'POST', '/clock', { advance: 'PT29M' })
    expect(receiver.received).toHaveLength(3)
    await control(emulator, 'POST', '/clock', { advance: 'PT2M' })
    expect(receiver.received).toHaveLength(4)
    const log = await control<{ items: { state: string; attempts: { at: string }[] }[] }>(
      emulator,
      'GET',
      '/webhooks',
    )
    expect(log.items[0]?.state).toBe('delivered')
    const moments = log.items[0]?.attempts.map((attempt) => Date.parse(attempt.at)) ?? []
    const pauses = moments.slice(1).map((at, index) => at - (moments[index] ?? 0))
    expect(pauses.slice(1)).toEqual([300_000, 1_800_000])
    expect(pauses[0]).toBeGreaterThanOrEqual(5000)
  })

  test('ends a checkout whose shopper never came back from the bank', async () => {
    const emulator = await start()
    const client = sdk(emulator)
    const pen = await createPen(client)
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: pen.product_id, quantity: 1 }],
    })
    await submitCheckout(session.checkout_url ?? '', { number: '4000002500003155' })
    const { payment_id } = await client.checkoutSessions.retrieve(session.session_id)
    await control(emulator, 'POST', '/clock', { advance: 'PT23H' })
    expect((await client.payments.retrieve(payment_id ?? '')).status).toBe('requires_customer_action')
    const { next } = await control<ClockAnswer>(emulator, 'GET', '/clock')
    expect(next?.what).toBe(`checkout expiry ${payment_id}`)
    await control(emulator, 'POST', '/clock', { advance: 'PT2H' })
    const payment = await client.payments.retrieve(payment_id ?? '')
    expect(payment).toMatchObject({ status: 'cancelled', updated_at: next?.at })
  })
})

describe('real time', () => {
  test('renews a subscription when it gets there, without anybody asking', async () => {
    const receiver = await startReceiver()
    closers.push(receiver.close)
    const emulator = await start({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET } })
    const client = sdk(emulator)
    const id = await subscribe(client, await createPlan(client, 3000))
    await receiver.waitFor(2)
    const soon = new Date(Date.now() + 300).toISOString()
    await client.subscriptions.update(id, { next_billing_date: soon })
    const calls = await receiver.waitFor(5)
    const types = calls.slice(3).map((call) => (JSON.parse(call.body) as { type: string }).type)
    expect(types.sort()).toEqual(['payment.succeeded', 'subscription.renewed'])
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ previous_billing_date: soon })
  })

  test('catches up after a time without the emulator, each renewal at its own moment', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'emulator-clock-'))
    closers.push(() => rmSync(dataDir, { recursive: true }))
    const first = await startEmulator({ dataDir })
    const id = await subscribe(sdk(first), await createPlan(sdk(first), 3000))
    const { next_billing_date: due } = await sdk(first).subscriptions.retrieve(id)
    await first.close()
    const ahead = Date.parse(due) - Date.now() + 31 * DAY_MS
    appendFileSync(
      join(dataDir, 'state.jsonl'),
      `${JSON.stringify([['clock', 'lead', { id: 'lead', ahead_ms: ahead }]])}\n`,
    )
    const second = await start({ dataDir })
    const dates = (await paymentsOf(sdk(second), id)).map((payment) => payment.created_at)
    expect(dates.slice(0, 2)).toEqual([new Date(Date.parse(due) + 30 * DAY_MS).toISOString(), due])
  })
})

describe('durations', () => {
  const from = new Date('2027-01-31T10:00:00.000Z')
  test.each([
    ['P1M', '2027-02-28T10:00:00.000Z'],
    ['P1Y2M3W4DT5H6M7S', '2028-04-25T15:06:07.000Z'],
    ['PT90M', '2027-01-31T11:30:00.000Z'],
  ])('%s', (duration, to) => expect(addDuration(from, duration)?.toISOString()).toBe(to))
  test.each(['', 'P', 'PT', 'P1', '1D', 'P1DT', 'P-1D'])('refuses "%s"', (duration) =>
    expect(addDuration(from, duration)).toBeNull(),
  )
})
