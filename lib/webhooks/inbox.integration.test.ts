import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { BUSINESS_ID } from '@/emulator/emulator'
import { openShop } from '@/lib/testing/shop'

const OLD_KEY = `whsec_${Buffer.alloc(32, 5).toString('base64')}`
vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.stubEnv('DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS', OLD_KEY)

const shop = await openShop()
const { buyWithOneClick, newCustomer } = await import('@/lib/testing/shopper')
const { paymentEvent: payment, unseenPayment } = await import('@/lib/testing/payments')
const { due, waiting, work } = await import('@/lib/testing/work')
const { sendWebhook: hand } = await import('@/lib/testing/send-webhook')
const { POST } = await import('@/app/api/webhooks/dodo/route')
const { GET: health } = await import('@/app/api/health/route')
const { db } = await import('@/lib/db/prisma')
const { pool } = await import('@/lib/db/pool')
const { readAlarms } = await import('@/lib/health/alarms')
const { requeue } = await import('./operate-inbox')
const { processWebhook } = await import('./process-webhook')

const message = (id: string) => db.webhookMessage.findUniqueOrThrow({ where: { id } })
const again = async (id: string) => {
  await due('process_webhook', id)
  await work()
}
const alarm = async (code: string) => (await readAlarms()).find((each) => each.code === code)
const unseen = () => unseenPayment(shop)

describe('what is answered', () => {
  test('200 to the key before, while it is still told to us', async () => {
    expect((await hand({ type: 'x.y' }, { key: OLD_KEY })).status).toBe(200)
  })

  test('200 and set aside: another business', async () => {
    const { paymentId, orderId } = await unseen()
    const { status, id } = await hand({ ...payment(paymentId), business_id: 'bus_other' })
    expect(status).toBe(200)
    await work()
    expect(await message(id)).toMatchObject({ state: 'quarantined', note: 'it is about another business' })
    expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(0)
    expect(await alarm('webhooks_set_aside')).toMatchObject({ level: 'warn' })
  })

  test('415 to anything but JSON, 413 and 408 to bodies without an end', async () => {
    expect((await hand({ type: 'x' }, { headers: { 'content-type': 'text/plain' } })).status).toBe(415)
    const endless = (chunk: Uint8Array | null) =>
      new ReadableStream({ pull: (to) => (chunk ? to.enqueue(chunk) : new Promise(() => undefined)) })
    const send = (body: ReadableStream) =>
      POST(
        new Request('http://shop.test/', {
          method: 'POST',
          body,
          duplex: 'half',
          headers: { 'content-type': 'application/json' },
        } as RequestInit),
      )
    expect((await send(endless(new Uint8Array(60_000)))).status).toBe(413)
    const start = performance.now()
    expect((await send(endless(null))).status).toBe(408)
    expect(performance.now() - start).toBeLessThan(6_000)
  })

  test('429 after sixty wrong signatures from one address; right ones are never held up', async () => {
    const address = randomUUID()
    const forged = { key: `whsec_${Buffer.alloc(32, 9).toString('base64')}`, address }
    const told = []
    for (let times = 0; times < 65; times += 1) told.push((await hand({ type: 'x' }, forged)).status)
    expect(told.filter((status) => status === 401)).toHaveLength(60)
    expect(told.slice(60)).toEqual([429, 429, 429, 429, 429])
    expect((await hand({ type: 'x' }, { ...forged, address: randomUUID() })).status).toBe(401)
    expect((await hand({ type: 'x.y' }, { address })).status).toBe(200)
    expect(await alarm('signatures_fail')).toMatchObject({ level: 'warn' })
  })
})

describe('work that fails', () => {
  test('is tried twenty times, later and later, then it is dead; a requeue brings it back', async () => {
    const { paymentId, orderId } = await unseen()
    const { id } = await hand(payment(paymentId))
    const waits: number[] = []
    await shop.line.unplugged(async () => {
      for (let tries = 0; tries < 20; tries += 1) {
        await again(id)
        const [job] = await waiting('process_webhook', id)
        if (job) waits.push((job.runAt.getTime() - Date.now()) / 1_000)
      }
    })
    expect(waits).toHaveLength(19)
    waits.forEach((seconds, at) => {
      const full = Math.min(3_600, 5 * 2 ** at)
      expect(seconds).toBeGreaterThan(full / 2 - 3)
      expect(seconds).toBeLessThanOrEqual(full)
    })
    expect(await message(id)).toMatchObject({
      state: 'dead',
      attempts: 20,
      note: 'the payment could not be read (not_sent)',
    })
    expect(await alarm('webhooks_dead')).toEqual({ code: 'webhooks_dead', level: 'page', count: 1 })
    expect(await (await health()).json()).toMatchObject({ ok: true })

    expect(await requeue({ state: 'dead' }, { actor: 'ops', reason: 'the provider is back' })).toBe(1)
    await work()
    expect(await message(id)).toMatchObject({ state: 'done', attempts: 1 })
    expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
    expect(await db.audit.findFirst({ where: { subject: id } })).toMatchObject({
      action: 'requeue',
      evidence: { was: 'dead' },
    })
    await requeue({ id }, { actor: 'ops', reason: 'again' })
    await work()
    expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
  })

  test('by killing its worker is dead after five, and holds up nobody', async () => {
    const { paymentId } = await unseen()
    const poison = await hand(payment(paymentId))
    const other = await unseen()
    const healthy = await hand(payment(other.paymentId))
    for (let death = 0; death < 5; death += 1) {
      await pool.query(
        `UPDATE webhook_message SET attempts = attempts + 1, unfinished = unfinished + 1 WHERE id = $1 AND state = 'new'`,
        [poison.id],
      )
    }
    await work()
    expect(await message(poison.id)).toMatchObject({ state: 'dead', note: 'its worker died again and again' })
    expect(await message(healthy.id)).toMatchObject({ state: 'done' })
  })

  test('about an attempt that is not there yet is tried again, then set aside', async () => {
    const { paymentId, orderId } = await unseen()
    const { id } = await hand(payment(paymentId))
    await db.$executeRaw`UPDATE charge_attempt SET id = 'away_' || id WHERE order_id = ${orderId}`
    await work()
    expect(await message(id)).toMatchObject({
      state: 'new',
      note: 'the payment names an attempt that is not there',
    })
    await db.$executeRaw`UPDATE charge_attempt SET id = substr(id, 6) WHERE order_id = ${orderId}`
    await again(id)
    expect(await message(id)).toMatchObject({ state: 'done' })
  })
})

describe('a refund webhook', () => {
  test('is believed only by reading the refund, in any order and number', async () => {
    const customer = await newCustomer()
    const bought = await buyWithOneClick(customer)
    const invented = await hand({
      type: 'refund.succeeded',
      data: { refund_id: 'ref_invented', payment_id: bought.paymentId, status: 'succeeded', amount: 1_900 },
    })
    const { refund_id } = await shop.provider.refunds.create({ payment_id: bought.paymentId })
    const event = { type: 'refund.failed', business_id: BUSINESS_ID, data: { refund_id, status: 'failed' } }
    const told = await Promise.all([hand(event), hand(event), hand(event)])
    await work()
    for (const { id } of told) expect(await message(id)).toMatchObject({ state: 'done' })
    expect(await db.orderLine.findUniqueOrThrow({ where: { id: bought.lineId } })).toMatchObject({
      state: 'withdrawn',
    })
    expect(await message(invented.id)).toMatchObject({ state: 'new' })
    const nothing = await hand({ type: 'refund.succeeded', data: {} })
    await work()
    expect(await message(nothing.id)).toMatchObject({ state: 'quarantined', note: 'names no refund' })
  })

  test('before the word of its payment brings both in', async () => {
    const { orderId, paymentId } = await unseen()
    const { refund_id } = await shop.provider.refunds.create({ payment_id: paymentId })
    await hand({ type: 'refund.succeeded', data: { refund_id } })
    await work()
    expect(await db.orderLine.findFirstOrThrow({ where: { orderId } })).toMatchObject({ state: 'withdrawn' })
    expect(await db.chargeAttempt.findFirstOrThrow({ where: { orderId } })).toMatchObject({
      state: 'refunded',
    })
  })

  test('while older news of its payment is known delivers nothing when the success comes', async () => {
    const { orderId, paymentId } = await unseen()
    const { refund_id } = await shop.provider.refunds.create({ payment_id: paymentId })
    const now = await shop.provider.payments.retrieve(paymentId)
    const earlier = shop.line.see(`/payments/${paymentId}`, JSON.stringify({ ...now, status: 'processing' }))
    await hand(payment(paymentId))
    await work()
    earlier.end()
    await hand({ type: 'refund.succeeded', data: { refund_id } })
    await work()
    await hand(payment(paymentId))
    await work()
    expect(await db.orderLine.findFirstOrThrow({ where: { orderId } })).toMatchObject({ state: 'withdrawn' })
    expect(await db.chargeAttempt.findFirstOrThrow({ where: { orderId } })).toMatchObject({
      state: 'refunded',
    })
  })
})

test.each([
  ['payment', 'payment_id', '../pay_1'],
  ['payment', 'payment_id', 'pay_1\u0000'],
  ['payment', 'payment_id', 'x'.repeat(129)],
  ['refund', 'refund_id', 'ref 1'],
  ['subscription', 'subscription_id', 'sub/1'],
])('a %s whose %s is %j could never be read: set aside at the first try', async (kind, field, value) => {
  const { status, id } = await hand({ type: `${kind}.succeeded`, data: { [field]: value } })
  expect(status).toBe(200)
  await work()
  expect(await message(id)).toMatchObject({ state: 'quarantined', note: `names no ${kind}`, attempts: 1 })
})

test('a message that is worked on twice at the same time is done once', async () => {
  const { paymentId, orderId } = await unseen()
  const { id } = await hand(payment(paymentId))
  await Promise.all([processWebhook(id), processWebhook(id), work()])
  expect(await message(id)).toMatchObject({ state: 'done', unfinished: 0 })
  expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
})
