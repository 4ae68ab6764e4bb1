import { afterEach, describe, expect, test } from 'vitest'
import type { RuleInput } from './control/effects'
import { API_KEY, buyOnce, control, createPen, sdk, startEmulator, submitCheckout } from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world() {
  const emulator = await startEmulator()
  closers.push(emulator.close)
  const rule = (input: RuleInput) => control(emulator, 'POST', '/weather', input)
  const get = (path: string, signal?: AbortSignal) =>
    fetch(emulator.url + path, {
      headers: { authorization: `Bearer ${API_KEY}` },
      redirect: 'manual',
      signal: signal ?? null,
    })
  return { emulator, client: sdk(emulator), rule, get }
}

const products = { match: { route: 'GET /products' } }

describe('an answer that is no answer (d3, d5)', () => {
  test.each([
    ['half a JSON', { status: 200, as: 'malformed', after: true }, 200, /^\{"items":\[\{"product_id"/],
    ['HTML as if it were right', { status: 200, as: 'html' }, 200, /^<!doctype html>/],
    ['HTML of a gateway', { status: 502, as: 'html' }, 502, /^<!doctype html>/],
    ['JSON called text', { status: 200, as: 'mistyped', after: true }, 200, /^\{"items":\[/],
    ['an empty body', { status: 200, as: 'empty' }, 200, /^$/],
    ['no content', { status: 204 }, 204, /^$/],
    ['words of its own', { status: 418, body: { code: 'TEAPOT' } }, 418, /TEAPOT/],
  ] as const)('%s', async (_, effect, status, body) => {
    const { client, rule, get } = await world()
    await createPen(client)
    await rule({ ...products, effect })
    const answer = await get('/products')
    const text = await answer.text()
    expect(answer.status).toBe(status)
    expect(text).toMatch(body)
    const type = answer.headers.get('content-type')
    if ('as' in effect && effect.as === 'html') expect(type).toMatch('text/html')
    if ('as' in effect && effect.as === 'mistyped') expect(type).toMatch('text/plain')
    if ('as' in effect && effect.as === 'malformed') expect(() => JSON.parse(text)).toThrow()
  })

  test.each([301, 302, 303, 307, 308])('a redirect (%i) elsewhere or to itself', async (status) => {
    const { rule, get } = await world()
    for (const location of ['/elsewhere', 'http://localhost:9/products', '/products']) {
      await rule({ ...products, effect: { status, location }, times: 1 })
      const answer = await get('/products')
      expect([answer.status, answer.headers.get('location')]).toEqual([status, location])
    }
  })
})

describe('an answer of the wrong size or speed (d4)', () => {
  test('byte by byte, whole in the end', async () => {
    const { rule, get } = await world()
    await rule({ ...products, effect: { drip: { everyMs: 1 } } })
    const reader = (await get('/products')).body?.getReader()
    const pieces: string[] = []
    for (let piece = await reader?.read(); piece && !piece.done; piece = await reader?.read()) {
      pieces.push(Buffer.from(piece.value).toString())
    }
    expect(pieces.join('')).toBe('{"items":[]}')
    expect(pieces.length).toBeGreaterThan(3)
  })

  test('endless', async () => {
    const { rule, get } = await world()
    await rule({ ...products, effect: { drip: { everyMs: 5, endless: true } } })
    const answer = await get('/products', AbortSignal.timeout(300))
    await expect(answer.text()).rejects.toThrow(/abort/)
  })

  test('a hundred megabytes, and a header that bursts the client', async () => {
    const { rule, get } = await world()
    const bodyBytes = 100 * 1024 * 1024
    await rule({ ...products, effect: { bloat: { bodyBytes } }, times: 1 })
    let bytes = 0
    for await (const chunk of (await get('/products')).body ?? []) bytes += chunk.length
    expect(bytes).toBe(bodyBytes + '{"items":[]}'.length)
    await rule({ ...products, effect: { bloat: { headerBytes: 100_000 } } })
    await expect(get('/products')).rejects.toThrow('fetch failed')
  })
})

describe('a list that is not the truth (d6)', () => {
  async function twelve() {
    const made = await world()
    const names: string[] = []
    for (let index = 0; index < 12; index += 1) names.unshift((await createPen(made.client)).product_id)
    const read = async (page_number: number) =>
      (await made.client.products.list({ page_size: 5, page_number })).items.map((item) => item.product_id)
    return { ...made, names, read }
  }

  test('stale by rows or by time', async () => {
    const { emulator, names, read, rule } = await twelve()
    await rule({ ...products, effect: { list: { hideNewest: 3 } } })
    expect(await read(0)).toEqual(names.slice(3, 8))
    await control(emulator, 'DELETE', '/weather')
    await rule({ ...products, effect: { list: { hideYoungerThanMs: 1_800_000 } } })
    expect(await read(0)).toEqual([])
  })

  test('shuffled anew at every call, so that pages overlap', async () => {
    const { names, read, rule } = await twelve()
    await rule({ ...products, effect: { list: { shuffle: 7 } } })
    const seen = [...(await read(0)), ...(await read(1)), ...(await read(2))]
    expect(seen).toHaveLength(12)
    expect(seen).not.toEqual(names)
    expect(seen.every((name) => names.includes(name))).toBe(true)
  })

  test('truncated, with a page missing, with a page repeated, without metadata', async () => {
    const { emulator, client, names, read, rule } = await twelve()
    const only = async (list: object) => {
      await control(emulator, 'DELETE', '/weather')
      await rule({ ...products, effect: { list } })
    }
    await only({ truncate: 2 })
    expect([await read(0), await read(1)]).toEqual([names.slice(0, 2), names.slice(5, 7)])
    await only({ missingPage: 1 })
    expect([await read(0), await read(1), await read(2)]).toEqual([names.slice(0, 5), [], names.slice(10)])
    await only({ repeatedPage: 0 })
    expect([await read(0), await read(1), await read(2)]).toEqual([
      names.slice(0, 5),
      names.slice(0, 5),
      names.slice(5, 10),
    ])
    await control(emulator, 'DELETE', '/weather')
    await rule({ ...products, effect: { rewrite: { remove: ['items.*.metadata'] } } })
    const { items } = await client.products.list({ page_number: 0 })
    expect(items.every((item) => item.metadata === undefined)).toBe(true)
  })
})

describe('an answer that is wrong (d7)', () => {
  test('amount, currency, customer, product; ids missing, null or of another payment', async () => {
    const { client, rule } = await world()
    const { payment } = await buyOnce(client)
    await rule({
      match: { route: `GET /payments/${payment.payment_id}` },
      effect: {
        rewrite: {
          set: {
            total_amount: 1,
            currency: 'JPY',
            'customer.customer_id': 'cus_other',
            'product_cart.0.product_id': 'pdt_other',
            payment_id: 'pay_other',
            invoice_id: null,
          },
          remove: ['checkout_session_id', 'no.such.path'],
        },
      },
      times: 1,
    })
    const wrong = await client.payments.retrieve(payment.payment_id)
    expect(wrong).toMatchObject({
      total_amount: 1,
      currency: 'JPY',
      customer: { customer_id: 'cus_other', email: payment.customer.email },
      product_cart: [{ product_id: 'pdt_other', quantity: 1 }],
      payment_id: 'pay_other',
      invoice_id: null,
    })
    expect('checkout_session_id' in wrong).toBe(false)
    expect(await client.payments.retrieve(payment.payment_id)).toEqual(payment)
  })
})

describe('weather by metadata', () => {
  test('spoils the call that carries it and what is later said of its payment', async () => {
    const { client } = await world()
    const { customerId, methodId, product } = await buyOnce(client)
    const charge = (emulator_weather: string) =>
      client.checkoutSessions.create({
        product_cart: [{ product_id: product.product_id, quantity: 1 }],
        customer: { customer_id: customerId },
        payment_method_id: methodId,
        confirm: true,
        metadata: { emulator_weather },
      })
    await expect(charge('error_503_after')).rejects.toMatchObject({ status: 503 })
    await expect(charge('drop')).rejects.toThrow(/connection/i)
    const { payment_id } = await charge('processing, wrong_amount')
    const payment = await client.payments.retrieve(payment_id ?? '')
    expect(payment).toMatchObject({ status: 'processing', total_amount: 1 })
    const { items } = await client.payments.list({ page_number: 0 })
    expect(items.map((item) => item.status)).toEqual(['processing', 'succeeded', 'succeeded'])
    await expect(charge('sunshine')).rejects.toThrow(/"sunshine" is none of slow, slow_after/)
  })

  test('waits in a session until its payment is made', async () => {
    const { client } = await world()
    const product = await createPen(client)
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      metadata: { emulator_weather: 'processing' },
    })
    await submitCheckout(session.checkout_url ?? '')
    expect((await client.checkoutSessions.retrieve(session.session_id)).payment_status).toBe('processing')
  })
})
