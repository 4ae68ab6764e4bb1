import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningEmulator } from './create-emulator'
import { buyOnce, control, sdk, startEmulator } from './testing'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator()
  client = sdk(emulator)
})
afterAll(() => emulator.close())

type Buyer = Awaited<ReturnType<typeof buyOnce>>

async function charge({ product, customerId, methodId }: Pick<Buyer, 'product' | 'customerId' | 'methodId'>) {
  return client.checkoutSessions.create({
    product_cart: [{ product_id: product.product_id, quantity: 1 }],
    customer: { customer_id: customerId },
    payment_method_id: methodId,
    confirm: true,
    metadata: { attempt: 'a1' },
    return_url: 'http://shop.test/offer?from=7',
  })
}

describe('one-click charge', () => {
  test('is paid at once on the saved card', async () => {
    const buyer = await buyOnce(client, { country: 'DE' })
    const session = await charge(buyer)
    expect(session.checkout_url).toBeNull()
    const payment = await client.payments.retrieve(session.payment_id ?? '')
    expect(payment).toMatchObject({
      status: 'succeeded',
      total_amount: 5831,
      payment_method_id: buyer.methodId,
      metadata: { attempt: 'a1' },
      billing: { country: 'DE' },
    })
    expect(await client.checkoutSessions.retrieve(session.session_id)).toMatchObject({
      payment_id: payment.payment_id,
      payment_status: 'succeeded',
    })
  })

  test.each([
    ['4000000000000341', 'GENERIC_DECLINE'],
    ['4000000000004905', 'EXPIRED_CARD'],
  ])('%s pays at the checkout and fails later with %s', async (number, code) => {
    const buyer = await buyOnce(client, { email: `${number}@example.com`, number })
    expect(buyer.payment.status).toBe('succeeded')
    const { payment_id } = await charge(buyer)
    expect(await client.payments.retrieve(payment_id ?? '')).toMatchObject({
      status: 'failed',
      error_code: code,
    })
  })

  test('shows the card that is stored as expired', async () => {
    const buyer = await buyOnce(client, { email: 'expired@example.com', number: '4000000000004905' })
    const { items } = await client.customers.retrievePaymentMethods(buyer.customerId)
    expect(items[0]?.card).toMatchObject({ expiry_month: '01', expiry_year: '2020' })
  })

  test('waits for the holder when the card asks for authentication', async () => {
    const buyer = await buyOnce(client, { email: '3ds@example.com', number: '4000003800000446' })
    const { payment_id } = await charge(buyer)
    const waiting = await client.payments.retrieve(payment_id ?? '')
    expect(waiting.status).toBe('requires_customer_action')
    const answer = await fetch(waiting.payment_link ?? '', {
      method: 'POST',
      body: new URLSearchParams({ decision: 'approve' }),
      redirect: 'manual',
    })
    expect(Object.fromEntries(new URL(answer.headers.get('location') ?? '').searchParams)).toMatchObject({
      from: '7',
      payment_id,
      status: 'succeeded',
    })
    expect((await client.payments.retrieve(payment_id ?? '')).status).toBe('succeeded')
  })

  test('refuses another customer’s card, a card without confirm, and a missing customer', async () => {
    const buyer = await buyOnce(client, { email: 'mine@example.com' })
    const other = await buyOnce(client, { email: 'theirs@example.com' })
    await expect(charge({ ...buyer, methodId: other.methodId })).rejects.toMatchObject({ status: 422 })
    const product_cart = [{ product_id: buyer.product.product_id, quantity: 1 }]
    const half = [
      { product_cart, customer: { customer_id: buyer.customerId }, payment_method_id: buyer.methodId },
      { product_cart, confirm: true, payment_method_id: buyer.methodId },
      {
        product_cart,
        confirm: true,
        customer: { email: 'mine@example.com' },
        payment_method_id: buyer.methodId,
      },
    ]
    for (const body of half) {
      await expect(client.checkoutSessions.create(body)).rejects.toMatchObject({ status: 422 })
    }
    expect(
      (await client.payments.list({ customer_id: buyer.customerId, page_number: 0 })).items,
    ).toHaveLength(1)
  })

  test('stays processing in that weather until it is settled', async () => {
    const email = 'slow.bank@example.com'
    const buyer = await buyOnce(client, { email })
    await control(emulator, 'POST', '/weather', { match: { email }, effect: { processing: true }, times: 1 })
    const { payment_id } = await charge(buyer)
    expect((await client.payments.retrieve(payment_id ?? '')).status).toBe('processing')
    await control(emulator, 'POST', `/payments/${payment_id}/settle`, { status: 'failed', code: 'LOST_CARD' })
    expect(await client.payments.retrieve(payment_id ?? '')).toMatchObject({
      status: 'failed',
      error_code: 'LOST_CARD',
    })
    const twice = await control(emulator, 'POST', `/payments/${payment_id}/settle`, { status: 'succeeded' })
    expect(twice).toMatchObject({ code: 'UNSUPPORTED_ACTION' })
  })
})

describe('refunds', () => {
  test('give a whole payment back once', async () => {
    const { payment } = await buyOnce(client, { email: 'refund@example.com' })
    const refund = await client.refunds.create({ payment_id: payment.payment_id, reason: 'changed my mind' })
    expect(refund).toMatchObject({ status: 'succeeded', amount: 4900, is_partial: false })
    expect(await client.refunds.retrieve(refund.refund_id)).toEqual(refund)
    const refunded = await client.payments.retrieve(payment.payment_id)
    expect(refunded).toMatchObject({ refund_status: 'full', refunds: [{ refund_id: refund.refund_id }] })
    await expect(client.refunds.create({ payment_id: payment.payment_id })).rejects.toMatchObject({
      error: { code: 'PAYMENT_ALREADY_REFUNDED' },
    })
    const listed = await client.refunds.list({ customer_id: payment.customer.customer_id, page_number: 0 })
    expect(listed.items).toHaveLength(1)
  })
})

describe('weather on calls', () => {
  test('drop after commit: the call fails, the charge happened once', async () => {
    const email = 'dropped@example.com'
    const buyer = await buyOnce(client, { email })
    await control(emulator, 'POST', '/weather', {
      match: { email, route: 'POST /checkouts' },
      effect: { dropAfter: true },
      times: 1,
    })
    await expect(charge(buyer)).rejects.toThrow(/connection/i)
    expect(
      (await client.payments.list({ customer_id: buyer.customerId, page_number: 0 })).items,
    ).toHaveLength(2)
    const journal = await control<{ items: { kind: string; status?: number | null; path?: string }[] }>(
      emulator,
      'GET',
      `/journal?email=${email}`,
    )
    expect(journal.items.filter((row) => row.kind === 'money')).toHaveLength(2)
    expect(journal.items.filter((row) => row.path === '/checkouts').at(-1)?.status).toBeNull()
  })

  test('drop before: the call fails and nothing happened', async () => {
    const email = 'lost@example.com'
    const buyer = await buyOnce(client, { email })
    await control(emulator, 'POST', '/weather', { match: { email }, effect: { dropBefore: true }, times: 1 })
    await expect(charge(buyer)).rejects.toThrow(/connection/i)
    expect(
      (await client.payments.list({ customer_id: buyer.customerId, page_number: 0 })).items,
    ).toHaveLength(1)
  })

  test('a status before or after the work, for one person only', async () => {
    const email = 'storm@example.com'
    const [buyer, other] = [
      await buyOnce(client, { email }),
      await buyOnce(client, { email: 'sun@example.com' }),
    ]
    const rule = { match: { email, route: '/checkouts' }, times: 1 }
    await control(emulator, 'POST', '/weather', { ...rule, effect: { status: 500, after: true } })
    await charge(other)
    await expect(charge(buyer)).rejects.toMatchObject({ status: 500 })
    await control(emulator, 'POST', '/weather', { ...rule, effect: { status: 429 } })
    await expect(charge(buyer)).rejects.toMatchObject({ status: 429, error: { code: 'TOO_MANY_REQUESTS' } })
    await charge(buyer)
    expect(
      (await client.payments.list({ customer_id: buyer.customerId, page_number: 0 })).items,
    ).toHaveLength(3)
  })

  test('latency delays the answer', async () => {
    const email = 'latency@example.com'
    const buyer = await buyOnce(client, { email })
    await control(emulator, 'POST', '/weather', { match: { email }, effect: { latencyMs: 120 }, times: 1 })
    const start = performance.now()
    await charge(buyer)
    expect(performance.now() - start).toBeGreaterThanOrEqual(119)
  })

  test('a rule that makes no sense is refused, and one can be taken back', async () => {
    const bad = await control(emulator, 'POST', '/weather', { effect: { rain: true } })
    expect(bad).toMatchObject({ code: 'INVALID_REQUEST_BODY' })
    const { id } = await control<{ id: string }>(emulator, 'POST', '/weather', { effect: { latencyMs: 1 } })
    expect((await control<{ items: unknown[] }>(emulator, 'GET', '/weather')).items).toHaveLength(1)
    await control(emulator, 'DELETE', `/weather/${id}`)
    expect((await control<{ items: unknown[] }>(emulator, 'GET', '/weather')).items).toHaveLength(0)
  })
})
