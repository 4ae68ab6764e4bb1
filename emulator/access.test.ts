import DodoPayments from 'dodopayments'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { monthlyFor } from './contract/scenarios/goods'
import { refused } from './contract/world'
import type { RunningEmulator } from './create-emulator'
import { API_KEY, buyOnce, control, sdk, startEmulator, startReceiver } from './testing'

const READ_ONLY = 'a_key_to_read'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator({ readOnlyApiKey: READ_ONLY })
  client = sdk(emulator)
})
afterAll(() => emulator.close())

describe('a read-only key', () => {
  test('reads its four resources and writes nothing', async () => {
    const reader = new DodoPayments({ bearerToken: READ_ONLY, baseURL: emulator.url, maxRetries: 0 })
    for (const list of [reader.payments, reader.subscriptions, reader.customers, reader.products]) {
      expect((await list.list({ page_number: 0 })).items).toEqual([])
    }
    const forbidden = [
      reader.customers.create({ email: 'a@example.com', name: 'A' }),
      reader.discounts.list(),
      reader.webhooks.list(),
      reader.products.archive('pdt_1'),
    ]
    const answers = await Promise.allSettled(forbidden)
    expect(answers).toMatchObject(forbidden.map(() => ({ status: 'rejected', reason: { status: 403 } })))
    expect((await client.customers.list({ page_number: 0 })).items).toEqual([])
  })
})

describe('the rate limit', () => {
  test('refuses only where it is enforced, and lets calls pass again', async () => {
    const shop = await startEmulator()
    const there = sdk(shop)
    const burst = async () => {
      const calls = Array.from({ length: 60 }, () => there.products.list({ page_number: 0 }))
      return (await Promise.allSettled(calls)).filter((call) => call.status === 'rejected').length
    }
    expect(await burst()).toBe(0)
    await control(shop, 'PATCH', '/settings', { enforce_rate_limits: true })
    const list = () => fetch(`${shop.url}/products`, { headers: { authorization: `Bearer ${API_KEY}` } })
    let answer = await list()
    while (answer.status === 200) answer = await list()
    expect(answer.status).toBe(429)
    expect(answer.headers.get('x-ratelimit-limit')).toBe('240')
    expect(await answer.json()).toMatchObject({ code: 'TOO_MANY_REQUESTS' })
    await control(shop, 'PATCH', '/settings', { enforce_rate_limits: false })
    expect(await burst()).toBe(0)
    await shop.close()
  })
})

describe('plans', () => {
  test('stand together in a collection', async () => {
    const [basic, pro] = [await monthlyFor(client, 3000), await monthlyFor(client, 8000)]
    const products = [basic, pro].map(({ product_id }) => ({ product_id }))
    const plans = await client.productCollections.create({ name: 'Plans', groups: [{ products }] })
    const found = await client.productCollections.retrieve(plans.id)
    expect(found.groups[0]?.products.map((row) => [row.product_id, row.price])).toEqual([
      [basic.product_id, 3000],
      [pro.product_id, 8000],
    ])
    expect((await client.products.retrieve(pro.product_id)).product_collection_id).toBe(plans.id)
    const wrong = client.productCollections.create({
      name: 'X',
      groups: [{ products: [{ product_id: 'no' }] }],
    })
    expect(await refused(wrong)).toBe('NOT_FOUND')
    expect((await client.productCollections.list({ page_number: 0 })).items).toHaveLength(1)
  })
})

describe('a wallet', () => {
  test('keeps its balance by currency, once for each idempotency key', async () => {
    const { customer_id } = await client.customers.create({ email: 'wallet@example.com', name: 'W' })
    const entries = client.customers.wallets.ledgerEntries
    const credit = { amount: 2000, currency: 'USD', entry_type: 'credit', idempotency_key: 'k' } as const
    await entries.create(customer_id, credit)
    expect((await entries.create(customer_id, credit)).balance).toBe(2000)
    await entries.create(customer_id, { amount: 500, currency: 'USD', entry_type: 'debit' })
    await entries.create(customer_id, { amount: 1500, currency: 'JPY', entry_type: 'credit' })
    const { items, total_balance_usd } = await client.customers.wallets.list(customer_id)
    expect(items.map((row) => [row.currency, row.balance])).toEqual([
      ['USD', 1500],
      ['JPY', 1500],
    ])
    expect(total_balance_usd).toBe(2500)
    const listed = await entries.list(customer_id, { currency: 'USD', page_number: 0 })
    expect(listed.items.map((row) => [row.is_credit, row.before_balance, row.after_balance])).toEqual([
      [false, 2000, 1500],
      [true, 0, 2000],
    ])
    const tooMuch = entries.create(customer_id, { amount: 1501, currency: 'USD', entry_type: 'debit' })
    await expect(tooMuch).rejects.toMatchObject({ status: 400, error: { code: 'INSUFFICIENT_WALLET_FUNDS' } })
  })
})

describe('the portal', () => {
  test('lets its customer remove a card, for a day, and nobody with a made-up link', async () => {
    const { customerId } = await buyOnce(client, { email: 'portal@example.com' })
    const { link } = await client.customers.customerPortal.create(customerId)
    expect(await (await fetch(link)).text()).toContain('VISA ending in 4242')
    const { items } = await client.customers.retrievePaymentMethods(customerId)
    const body = new URLSearchParams({ remove: items[0]?.payment_method_id ?? '' })
    const forged = `${link.slice(0, -4)}aaaa`
    expect((await fetch(forged, { method: 'POST', body })).status).toBe(410)
    expect((await fetch(link, { method: 'POST', body, redirect: 'manual' })).status).toBe(303)
    expect((await client.customers.retrievePaymentMethods(customerId)).items).toEqual([])
    await control(emulator, 'POST', '/clock', { advance: 'P1DT1M' })
    expect((await fetch(link)).status).toBe(410)
  })
})

describe('webhook endpoints', () => {
  test('are changed, send their headers, and are made once for each idempotency key', async () => {
    const receiver = await startReceiver()
    const body = { url: receiver.url, headers: { 'x-shop': 'one' }, idempotency_key: 'hook' }
    const endpoint = await client.webhooks.create({ ...body, filter_types: ['refund.succeeded'] })
    expect((await client.webhooks.create(body)).id).toBe(endpoint.id)
    await client.webhooks.headers.update(endpoint.id, { headers: { 'x-more': 'yes' } })
    const changed = await client.webhooks.update(endpoint.id, { filter_types: ['payment.succeeded'] })
    expect(changed.filter_types).toEqual(['payment.succeeded'])
    await buyOnce(client, { email: 'hooked@example.com' })
    const [call] = await receiver.waitFor(1)
    expect(call?.headers).toMatchObject({ 'x-shop': 'one', 'x-more': 'yes' })
    await client.webhooks.update(endpoint.id, { disabled: true })
    await buyOnce(client, { email: 'hooked@example.com' })
    const log = await control<{ items: unknown[] }>(emulator, 'GET', '/webhooks?email=hooked@example.com')
    expect(log.items).toHaveLength(1)
    const unknown = client.post('/webhooks', { body: { url: receiver.url, filter_types: ['no.such'] } })
    expect(await refused(unknown)).toBe('INVALID_REQUEST_BODY')
    await receiver.close()
  })
})
