import DodoPayments from 'dodopayments'
import nodemailer from 'nodemailer'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningEmulator } from './create-emulator'
import { API_KEY, buyOnce, control, createPen, sdk, startEmulator } from './testing'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator()
  client = sdk(emulator)
})
afterAll(() => emulator.close())

describe('products', () => {
  test('keep their metadata, show the price as an object and, in lists, as a number', async () => {
    const { product_id } = await client.products.create({
      name: 'Ink',
      description: 'Blue',
      tax_category: 'e_book',
      metadata: { slug: 'ink', rank: 3, featured: true },
      price: { type: 'one_time_price', currency: 'EUR', price: 900, tax_inclusive: true },
    })
    const product = await client.products.retrieve(product_id)
    expect(product).toMatchObject({
      metadata: { slug: 'ink', rank: 3, featured: true },
      price: { type: 'one_time_price', currency: 'EUR', price: 900 },
    })
    await client.products.update(product_id, { name: 'Blue ink' })
    const { items } = await client.products.list({ page_number: 0 })
    expect(items.find((item) => item.product_id === product_id)).toMatchObject({
      name: 'Blue ink',
      price: 900,
      currency: 'EUR',
      metadata: { slug: 'ink' },
    })
    await client.products.archive(product_id)
    const left = await client.products.list({ page_number: 0, page_size: 100 })
    expect(left.items.some((item) => item.product_id === product_id)).toBe(false)
    const gone = client.checkoutSessions.create({ product_cart: [{ product_id, quantity: 1 }] })
    await expect(gone).rejects.toMatchObject({ status: 422, error: { code: 'PRODUCT_IS_DELETED' } })
  })

  test('are paged from zero, ten at a time, and the SDK skips a page unless told so', async () => {
    const shop = await startEmulator()
    const there = sdk(shop)
    for (let index = 0; index < 25; index += 1) await createPen(there)
    const seen = async (query: { page_number?: number }) => {
      let count = 0
      for await (const _ of there.products.list(query)) count += 1
      return count
    }
    expect(await seen({ page_number: 0 })).toBe(25)
    expect(await seen({})).toBe(15)
    expect((await there.products.list({ page_number: 2 })).items).toHaveLength(5)
    expect((await there.products.list({ page_number: 0, page_size: 20 })).items).toHaveLength(20)
    await shop.close()
  })
})

describe('preview', () => {
  test('tells the same total the charge takes', async () => {
    const pen = await createPen(client, 1001)
    const book = await client.products.create({
      name: 'Manual',
      tax_category: 'e_book',
      price: { type: 'one_time_price', currency: 'USD', price: 1999, tax_inclusive: true },
    })
    const preview = await client.checkoutSessions.preview({
      product_cart: [
        { product_id: pen.product_id, quantity: 3 },
        { product_id: book.product_id, quantity: 1 },
      ],
      billing_address: { country: 'FR' },
    })
    expect(preview).toMatchObject({ billing_country: 'FR', currency: 'USD', recurring_breakup: null })
    const [penLine, bookLine] = preview.product_cart
    expect(penLine).toMatchObject({ tax: 601, tax_rate: 2000, og_price: 1001 })
    expect(bookLine).toMatchObject({ tax: 104, tax_rate: 550, tax_inclusive: true })
    expect(preview.total_price).toBe(3003 + 601 + 1999)
    const { subtotal, discount, tax, total_amount } = preview.current_breakup
    expect(total_amount).toBe(subtotal - discount + (tax ?? 0))
  })
})

describe('payments', () => {
  test('are listed by customer, status and time', async () => {
    const { payment, customerId } = await buyOnce(client, { email: 'lists@example.com' })
    await buyOnce(client, { email: 'lists@example.com', number: '4000000000000002' })
    const list = async (query: DodoPayments.PaymentListParams) =>
      (await client.payments.list({ customer_id: customerId, page_number: 0, ...query })).items.length
    expect(await list({})).toBe(2)
    expect(await list({ status: 'failed' })).toBe(1)
    expect(await list({ created_at_gte: payment.created_at })).toBe(2)
    expect(await list({ created_at_lte: payment.created_at, status: 'succeeded' })).toBe(1)
    expect(await list({ created_at_gte: '2999-01-01T00:00:00Z' })).toBe(0)
  })
})

describe('bad input', () => {
  const post = (path: string, body: string, key = API_KEY) =>
    fetch(emulator.url + path, {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    })

  test('is answered, never crashed on', async () => {
    const pen = await createPen(client)
    const cart = [{ product_id: pen.product_id, quantity: 1 }]
    const cases: [unknown, string][] = [
      [{}, 'INVALID_REQUEST_BODY'],
      [[], 'INVALID_REQUEST_BODY'],
      [null, 'INVALID_REQUEST_BODY'],
      [{ product_cart: [] }, 'PRODUCT_CART_EMTPY'],
      [{ product_cart: [{ product_id: pen.product_id, quantity: 0 }] }, 'INVALID_REQUEST_BODY'],
      [{ product_cart: [{ product_id: pen.product_id, quantity: 1.5 }] }, 'INVALID_REQUEST_BODY'],
      [{ product_cart: cart, return_url: 'javascript:alert(1)' }, 'INVALID_REQUEST_BODY'],
      [{ product_cart: cart, metadata: { 'bad key': 1 } }, 'INVALID_REQUEST_BODY'],
      [{ product_cart: cart, metadata: { long: 'x'.repeat(501) } }, 'INVALID_REQUEST_BODY'],
      [
        {
          product_cart: cart,
          metadata: Object.fromEntries([...Array(51).keys()].map((key) => [`k${key}`, 1])),
        },
        'MAXIMUM_KEYS_REACHED',
      ],
      [{ product_cart: cart, discount_codes: ['FREE'] }, 'INVALID_DISCOUNT_CODE'],
      [{ product_cart: cart, confirm: true }, 'INVALID_REQUEST_BODY'],
    ]
    for (const [body, code] of cases) {
      const answer = await post('/checkouts', JSON.stringify(body))
      expect([answer.status, ((await answer.json()) as { code: string }).code], JSON.stringify(body)).toEqual(
        [422, code],
      )
    }
    expect((await post('/checkouts', '{"half":')).status).toBe(422)
    const missing = await post(
      '/checkouts',
      JSON.stringify({ product_cart: [{ product_id: 'pdt_no', quantity: 1 }] }),
    )
    expect(missing.status).toBe(404)
    expect((await post('/products', 'x'.repeat(1_100_000))).status).toBe(413)
  })

  test('without the key is refused, and an unknown route does not exist', async () => {
    expect((await post('/products', '{}', 'wrong')).status).toBe(401)
    const stranger = new DodoPayments({ bearerToken: 'wrong', baseURL: emulator.url, maxRetries: 0 })
    await expect(stranger.products.list()).rejects.toBeInstanceOf(DodoPayments.AuthenticationError)
    await expect(client.get('/no/such/route')).rejects.toMatchObject({
      status: 404,
      error: { code: 'NOT_FOUND' },
    })
    await expect(client.payments.list({ page_size: 101 })).rejects.toMatchObject({ status: 422 })
  })

  test('rate limit headers come with every answer', async () => {
    const { response } = await client.products.list().withResponse()
    expect(Number(response.headers.get('x-ratelimit-remaining'))).toBeGreaterThanOrEqual(0)
    expect(response.headers.get('x-ratelimit-limit')).toBe('240')
  })

  test('the supported countries are a bare list', async () => {
    expect(await client.misc.listSupportedCountries()).toEqual(expect.arrayContaining(['DE', 'JP', 'US']))
  })
})

describe('mailbox', () => {
  test('keeps what was sent and shows it without running it', async () => {
    const transport = nodemailer.createTransport({ host: '127.0.0.1', port: emulator.smtpPort })
    await transport.sendMail({
      from: 'Shop <shop@example.com>',
      to: 'ada@example.com',
      subject: 'あなたの領収書',
      text: 'Thank you',
      html: '<h1>Thank you</h1><script>alert(1)</script>',
      headers: { 'X-Order': '7' },
    })
    const { items } = await control<{
      items: { id: string; subject: string; headers: Record<string, string> }[]
    }>(emulator, 'GET', '/mail?to=ada@example.com')
    expect(items).toMatchObject([
      { subject: 'あなたの領収書', text: 'Thank you', headers: { 'x-order': '7' } },
    ])
    const page = await (await fetch(`${emulator.url}/mailbox/${items[0]?.id}`)).text()
    expect(page).toContain('sandbox=')
    expect(page).not.toContain('<script>alert')
    const nobody = await control<{ items: unknown[] }>(emulator, 'GET', '/mail?to=eve@example.com')
    expect(nobody.items).toEqual([])
  })
})
