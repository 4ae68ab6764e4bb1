import { WebhookPayloadSchema } from '@dodopayments/core/schemas'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test } from 'vitest'
import type { EmulatorOptions } from './create-emulator'
import { buyOnce, type Received, sdk, startEmulator, startReceiver, WEBHOOK_SECRET } from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world(answers: number[] = [], options: Partial<EmulatorOptions> = {}) {
  const receiver = await startReceiver(answers)
  closers.push(receiver.close)
  const webhook = { url: receiver.url, secret: WEBHOOK_SECRET }
  const emulator = await startEmulator({ webhook, webhookRetryDelaysMs: [20, 20], ...options })
  closers.push(emulator.close)
  return { receiver, emulator, control: emulator.control, client: sdk(emulator) }
}

const idOf = ({ headers }: Received) => headers['webhook-id']
const plain = ({ headers }: Received) => headers as Record<string, string>
const people = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@example.com`)
const HOUR_MS = 3_600_000

describe('webhook knobs', () => {
  test('late: the delay runs on the clock of the emulator', async () => {
    const { receiver, control, client } = await world()
    control.weather({ match: { event: 'payment.*' }, effect: { delayMs: HOUR_MS } })
    await buyOnce(client)
    await control.advanceTo(new Date(Date.now() + HOUR_MS / 2))
    expect(receiver.received).toHaveLength(0)
    await control.advanceTo(new Date(Date.now() + HOUR_MS + 60_000))
    expect(receiver.received).toHaveLength(1)
  })

  test.each([
    ['sent', [0, 1, 2, 3, 4]],
    ['reversed', [4, 3, 2, 1, 0]],
    ['shuffled', [2, 1, 0, 4, 3]],
  ] as const)('out of order: what was held is let go %s', async (order, places) => {
    const { receiver, control, client } = await world()
    control.weather({ match: {}, effect: { webhooks: 'hold' } })
    for (const email of people) await buyOnce(client, { email })
    expect(control.release({}, { order, seed: 5 })).toBe(5)
    const calls = await receiver.waitFor(5)
    const heard = calls.map((call) => JSON.parse(call.body).data.customer.email)
    expect(heard).toEqual(places.map((place) => people[place]))
  })

  test('doubled, and replayed one by one or all, always under the same id', async () => {
    const { receiver, control, client } = await world()
    control.weather({ match: {}, effect: { duplicate: 2 }, times: 1 })
    await buyOnce(client)
    const [first] = await receiver.waitFor(3)
    await expect.poll(() => control.deliveries()[0]?.state).toBe('delivered')
    expect(control.deliveries()[0]?.attempts.map((attempt) => attempt.is_copy)).toEqual([
      undefined,
      true,
      true,
    ])
    await buyOnce(client, { email: 'b@example.com' })
    await receiver.waitFor(4)
    await expect.poll(() => control.deliveries()[0]?.state).toBe('delivered')
    expect(control.replay({ type: 'refund.succeeded' })).toBe(0)
    expect(control.replay({ email: 'ADA@example.com' })).toBe(1)
    await receiver.waitFor(7)
    await expect.poll(() => control.deliveries().every((row) => row.state === 'delivered')).toBe(true)
    expect(control.replay({})).toBe(2)
    const calls = await receiver.waitFor(11)
    expect(calls.filter((call) => idOf(call) === idOf(first as Received))).toHaveLength(9)
  })

  test('wrong in the body and right in the signature', async () => {
    const { receiver, control, client } = await world()
    control.weather({
      match: { event: 'payment.succeeded' },
      effect: { rewrite: { set: { total_amount: 7 }, remove: ['metadata'] } },
    })
    const { payment } = await buyOnce(client)
    const [call] = await receiver.waitFor(1)
    const { data } = client.webhooks.unwrap(call?.body ?? '', {
      headers: plain(call as Received),
      key: WEBHOOK_SECRET,
    }) as { data: object }
    expect(data).toMatchObject({ payment_id: payment.payment_id, total_amount: 7 })
    expect('metadata' in data).toBe(false)
    expect(await client.payments.retrieve(payment.payment_id)).toEqual(payment)
  })

  test('by words in the metadata of a payment', async () => {
    const { control, client } = await world()
    const { customerId, methodId, product } = await buyOnce(client)
    await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      payment_method_id: methodId,
      confirm: true,
      metadata: { emulator_weather: 'webhook_hold' },
    })
    expect(control.deliveries()[0]).toMatchObject({ type: 'payment.succeeded', state: 'held' })
  })
})

describe('webhook delivery', () => {
  test.each([301, 307, 400, 410, 500])('an answer %i is a failure, and is tried again', async (status) => {
    const { receiver, control, client } = await world([status])
    await buyOnce(client)
    const calls = await receiver.waitFor(2)
    expect(new Set(calls.map(idOf)).size).toBe(1)
    await expect
      .poll(() => control.deliveries()[0]?.attempts.map((each) => each.status))
      .toEqual([status, 200])
  })

  test('a receiver that does not answer in time is a failure', async () => {
    const { receiver, control, client } = await world([-1], { webhookTimeoutMs: 100 })
    await buyOnce(client)
    await receiver.waitFor(2)
    await expect.poll(() => control.deliveries()[0]?.state).toBe('delivered')
    expect(control.deliveries()[0]?.attempts[0]).toMatchObject({ status: null, error: 'no answer in time' })
  })

  test('eight attempts in 27 h 35 min 5 s, then none', async () => {
    const { receiver, control, client } = await world(Array(20).fill(500), {
      webhookRetryDelaysMs: undefined as never,
    })
    await buyOnce(client)
    await receiver.waitFor(1)
    await control.advanceTo(new Date(Date.now() + 48 * HOUR_MS))
    expect(receiver.received).toHaveLength(8)
    const [row] = control.deliveries()
    expect(row?.state).toBe('failed')
    const moments = row?.attempts.map((attempt) => Date.parse(attempt.at)) ?? []
    const pauses = moments.slice(1).map((at, index) => Math.round((at - (moments[index] ?? 0)) / 1000))
    expect(pauses).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 36_000])
  })

  test('the log keeps what went over the line', async () => {
    const { receiver, control, client } = await world([422])
    await buyOnce(client)
    const [call] = await receiver.waitFor(2)
    await expect.poll(() => control.deliveries()[0]?.state).toBe('delivered')
    const exchange = control.deliveries()[0]?.attempts[0]?.exchange
    expect(exchange).toMatchObject({ url: receiver.url, body: call?.body, response: 'answer 422' })
    expect(exchange?.headers['webhook-signature']).toBe(call?.headers['webhook-signature'])
    expect(exchange?.ms).toBeGreaterThanOrEqual(0)
    expect(WebhookPayloadSchema.safeParse(JSON.parse(exchange?.body ?? '')).error).toBeUndefined()
  })

  test('after a rotation both secrets verify for a day, then only the new one', async () => {
    const { receiver, emulator, control, client } = await world()
    const [endpoint] = (await client.webhooks.list()).data
    const answer = await fetch(`${emulator.url}/_emulator/webhooks/${endpoint?.id}/rotate-secret`, {
      method: 'POST',
    })
    const { secret } = (await answer.json()) as { secret: string }
    expect((await client.webhooks.retrieveSecret(endpoint?.id ?? '')).secret).toBe(secret)
    const verifies = (key: string, call: Received) => {
      try {
        return Boolean(new Webhook(key).verify(call.body, plain(call)))
      } catch {
        return false
      }
    }
    await buyOnce(client)
    const [first] = await receiver.waitFor(1)
    expect(first?.headers['webhook-signature']).toMatch(/^v1,\S+ v1,\S+$/)
    expect([WEBHOOK_SECRET, secret].map((key) => verifies(key, first as Received))).toEqual([true, true])
    await control.advanceTo(new Date(Date.now() + 25 * HOUR_MS))
    await buyOnce(client, { email: 'b@example.com' })
    const second = (await receiver.waitFor(2))[1] as Received
    expect([WEBHOOK_SECRET, secret].map((key) => verifies(key, second))).toEqual([false, true])
  })
})
