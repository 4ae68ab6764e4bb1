import { WebhookPayloadSchema } from '@dodopayments/core/schemas'
import { Webhook } from 'standardwebhooks'
import { afterEach, describe, expect, test } from 'vitest'
import type { RunningEmulator } from './create-emulator'
import {
  buyOnce,
  control,
  createPen,
  type Received,
  sdk,
  startEmulator,
  startReceiver,
  WEBHOOK_SECRET,
} from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world(answers: number[] = [], webhookRetryDelaysMs = [20, 20]) {
  const receiver = await startReceiver(answers)
  closers.push(receiver.close)
  const emulator = await startEmulator({
    webhook: { url: receiver.url, secret: WEBHOOK_SECRET },
    webhookRetryDelaysMs,
  })
  closers.push(emulator.close)
  return { receiver, emulator, client: sdk(emulator) }
}

interface Event {
  type: string
  timestamp: string
  data: Record<string, unknown>
}

function verified({ body, headers }: Received): Event {
  return new Webhook(WEBHOOK_SECRET).verify(body, headers as Record<string, string>) as Event
}

describe('webhooks', () => {
  test('are signed, and carry the whole payment', async () => {
    const { receiver, client } = await world()
    const { payment } = await buyOnce(client)
    const [call] = await receiver.waitFor(1)
    const event = verified(call as Received)
    expect(event.type).toBe('payment.succeeded')
    expect(event.data).toEqual({ payload_type: 'Payment', ...payment })
    expect(WebhookPayloadSchema.safeParse(JSON.parse(call?.body ?? '')).error).toBeUndefined()
    expect(
      client.webhooks.unwrap(call?.body ?? '', { headers: headersOf(call), key: WEBHOOK_SECRET }).type,
    ).toBe('payment.succeeded')
  })

  test('tell of a decline on the page', async () => {
    const { receiver, client } = await world()
    await buyOnce(client, { number: '4000000000000002' })
    const [call] = await receiver.waitFor(1)
    expect(verified(call as Received)).toMatchObject({
      type: 'payment.failed',
      data: { error_code: 'GENERIC_DECLINE' },
    })
  })

  test('are tried again under the same id, each time freshly signed', async () => {
    const { receiver, emulator, client } = await world([500, 404])
    await buyOnce(client)
    const calls = await receiver.waitFor(3)
    expect(new Set(calls.map((call) => call.headers['webhook-id'])).size).toBe(1)
    calls.forEach(verified)
    const log = await deliveries(emulator, (rows) => rows[0]?.state === 'delivered')
    expect(log[0]?.attempts.map((attempt) => attempt.status)).toEqual([500, 404, 200])
  })

  test('stop after the last attempt and can be replayed', async () => {
    const { receiver, emulator, client } = await world([500, 500, 500])
    await buyOnce(client)
    await receiver.waitFor(3)
    const [row] = await deliveries(emulator, (rows) => rows[0]?.state === 'failed')
    await control(emulator, 'POST', `/webhooks/${row?.id}/replay`)
    const calls = await receiver.waitFor(4)
    expect(calls[3]?.headers['webhook-id']).toBe(row?.id)
  })

  test('are dropped, held, released and doubled as the weather says, for one person', async () => {
    const { receiver, emulator, client } = await world()
    const rule = (email: string, effect: object) =>
      control(emulator, 'POST', '/weather', { match: { email, event: 'payment.succeeded' }, effect })
    await rule('drop@example.com', { webhooks: 'drop' })
    await rule('hold@example.com', { webhooks: 'hold' })
    await rule('twice@example.com', { duplicate: 1 })
    await buyOnce(client, { email: 'drop@example.com' })
    await buyOnce(client, { email: 'hold@example.com' })
    await buyOnce(client, { email: 'twice@example.com' })
    const doubled = await receiver.waitFor(2)
    expect(doubled.map(emailOf)).toEqual(['twice@example.com', 'twice@example.com'])
    expect(doubled[0]?.headers['webhook-id']).toBe(doubled[1]?.headers['webhook-id'])
    const answer = await control(emulator, 'POST', '/webhooks/release', { email: 'hold@example.com' })
    expect(answer).toEqual({ released: 1 })
    const calls = await receiver.waitFor(3)
    expect(calls.map(emailOf)[2]).toBe('hold@example.com')
  })

  test('carry the state of the moment of delivery', async () => {
    const { receiver, emulator, client } = await world()
    await control(emulator, 'POST', '/weather', {
      match: { event: 'payment.succeeded' },
      effect: { webhooks: 'hold' },
    })
    const { payment } = await buyOnce(client)
    await client.refunds.create({ payment_id: payment.payment_id })
    await receiver.waitFor(1)
    await control(emulator, 'POST', '/webhooks/release', {})
    const calls = await receiver.waitFor(2)
    expect(calls.map((call) => verified(call).type)).toEqual(['refund.succeeded', 'payment.succeeded'])
    expect(verified(calls[1] as Received).data.refund_status).toBe('full')
  })

  test('go to an endpoint registered through the API, for the types it asked for', async () => {
    const { emulator, client } = await world()
    const other = await startReceiver()
    closers.push(other.close)
    const endpoint = await client.webhooks.create({ url: other.url, filter_types: ['subscription.active'] })
    const { secret } = await client.webhooks.retrieveSecret(endpoint.id)
    const plan = await client.products.create({
      name: 'Pro',
      tax_category: 'saas',
      price: {
        type: 'recurring_price',
        currency: 'USD',
        price: 3000,
        payment_frequency_count: 1,
        payment_frequency_interval: 'Month',
        subscription_period_count: 10,
        subscription_period_interval: 'Year',
      },
    })
    const { customerId, methodId } = await buyOnce(client)
    const { payment_id } = await client.checkoutSessions.create({
      product_cart: [{ product_id: plan.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      payment_method_id: methodId,
      confirm: true,
    })
    const [call] = await other.waitFor(1)
    const event = new Webhook(secret).verify(call?.body ?? '', headersOf(call)) as Event
    const { subscription_id } = await client.payments.retrieve(payment_id ?? '')
    expect(WebhookPayloadSchema.safeParse(JSON.parse(call?.body ?? '')).error).toBeUndefined()
    expect(event).toMatchObject({ type: 'subscription.active', data: { subscription_id, status: 'active' } })
    const types = (await deliveries(emulator, (rows) => rows.length === 4)).map((row) => row.type).reverse()
    expect(types).toEqual([
      'payment.succeeded',
      'subscription.active',
      'subscription.active',
      'payment.succeeded',
    ])
    await client.webhooks.delete(endpoint.id)
    expect((await client.webhooks.list()).data.map((row) => row.id)).not.toContain(endpoint.id)
  })

  test('never precede the answer', async () => {
    const { receiver, client } = await world()
    const pen = await createPen(client)
    const order: string[] = []
    const { customerId, methodId } = await buyOnce(client)
    await receiver.waitFor(1)
    const charged = client.checkoutSessions.create({
      product_cart: [{ product_id: pen.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      payment_method_id: methodId,
      confirm: true,
    })
    await Promise.all([
      charged.then(() => order.push('answer')),
      receiver.waitFor(2).then(() => order.push('webhook')),
    ])
    expect(order).toEqual(['answer', 'webhook'])
  })
})

interface LoggedDelivery {
  id: string
  type: string
  state: string
  attempts: { status: number | null }[]
}

/** Reads the delivery log until it says what is awaited; the receiver hears before the log is written. */
async function deliveries(
  emulator: RunningEmulator,
  isReady: (rows: LoggedDelivery[]) => boolean,
): Promise<LoggedDelivery[]> {
  for (;;) {
    const { items } = await control<{ items: LoggedDelivery[] }>(emulator, 'GET', '/webhooks')
    if (isReady(items)) return items
  }
}

function headersOf(call: Received | undefined): Record<string, string> {
  return (call?.headers ?? {}) as Record<string, string>
}

function emailOf(call: Received): unknown {
  return (verified(call).data.customer as { email: string }).email
}
