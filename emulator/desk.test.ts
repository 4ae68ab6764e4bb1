import { request } from 'node:http'
import { afterEach, describe, expect, test } from 'vitest'
import {
  buyOnce,
  createPen,
  sdk,
  startEmulator,
  startReceiver,
  submitCheckout,
  WEBHOOK_SECRET,
} from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world() {
  const receiver = await startReceiver()
  closers.push(receiver.close)
  const emulator = await startEmulator({ webhook: { url: receiver.url, secret: WEBHOOK_SECRET } })
  closers.push(emulator.close)
  const read = async (path: string) => {
    const answer = await fetch(emulator.url + path)
    return { status: answer.status, text: await answer.text() }
  }
  const send = async (
    path: string,
    fields: Record<string, string> = {},
    headers: Record<string, string> = {},
  ) => {
    const answer = await fetch(emulator.url + path, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers,
      redirect: 'manual',
    })
    return { status: answer.status, location: answer.headers.get('location') }
  }
  return { emulator, receiver, client: sdk(emulator), read, send }
}

async function waitingPayment({ client, emulator }: Awaited<ReturnType<typeof world>>, number: string) {
  const pen = await createPen(client)
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: pen.product_id, quantity: 1 }],
  })
  await submitCheckout(session.checkout_url ?? '', { number })
  return emulator.control.payments()[0]?.payment_id ?? ''
}

describe('the desk', () => {
  test('every page is there, empty or not, and says that no money moves', async () => {
    const { client, emulator, receiver, read } = await world()
    const lists = [
      '',
      'payments',
      'customers',
      'subscriptions',
      'products',
      'webhooks',
      'clock',
      'weather',
      'journal',
      'settings',
    ]
    const pages = ['/mailbox', ...lists.map((name) => (name ? `/desk/${name}` : '/'))]
    for (const path of pages) expect(await read(path)).toMatchObject({ status: 200 })
    const { payment, product, customerId } = await buyOnce(client)
    await receiver.waitFor(1)
    pages.push(
      `/desk/payments/${payment.payment_id}`,
      `/desk/customers/${customerId}`,
      `/desk/products/${product.product_id}`,
      `/desk/webhooks/${emulator.control.deliveries()[0]?.id}`,
    )
    for (const path of pages) {
      const { status, text } = await read(path)
      expect([path, status]).toEqual([path, 200])
      expect(text).toContain('no money moves')
    }
    expect((await read('/desk/payments')).text).toContain('ada@example.com')
    expect(await read('/desk/payments/pay_unknown')).toMatchObject({ status: 404 })
  })

  test('finds by id and by address', async () => {
    const { client, emulator } = await world()
    const { payment, customerId } = await buyOnce(client)
    const find = async (q: string) => {
      const answer = await fetch(`${emulator.url}/desk/find?${new URLSearchParams({ q })}`, {
        redirect: 'manual',
      })
      return answer.headers.get('location')
    }
    expect(await find(payment.payment_id)).toBe(`/desk/payments/${payment.payment_id}`)
    expect(await find(' ADA@example.com ')).toBe(`/desk/customers/${customerId}`)
    expect(await find('nobody')).toBeNull()
  })

  test('refunds once, and says the provider’s reason when it cannot', async () => {
    const { client, send, read } = await world()
    const { payment } = await buyOnce(client)
    const path = `/desk/payments/${payment.payment_id}`
    expect((await send(`${path}/refund`)).location).toBe(`${path}?note=refunded`)
    expect((await client.payments.retrieve(payment.payment_id)).refund_status).toBe('full')
    const again = await send(`${path}/refund`)
    expect(again.location).toMatch(/refused=PAYMENT_/)
    expect((await read(again.location ?? '')).text).toContain('Refused: PAYMENT_')
  })

  test('ends a payment that waits for the bank', async () => {
    const here = await world()
    const id = await waitingPayment(here, '4000002500003155')
    const path = `/desk/payments/${id}`
    expect((await here.read(path)).text).toContain('How does it end?')
    await here.send(`${path}/settle`, { end: 'failed', code: 'INSUFFICIENT_FUNDS' })
    expect((await here.client.payments.retrieve(id)).error_code).toBe('INSUFFICIENT_FUNDS')
    expect((await here.send(`${path}/settle`, { end: 'succeeded' })).location).toMatch(/refused=/)
    expect((await here.send(`${path}/settle`, { end: 'nonsense' })).location).toMatch(/refused=/)
  })

  test('adds weather by word and by JSON, removes and clears it, and says what is wrong', async () => {
    const { emulator, read, send, client } = await world()
    await send('/desk/weather', { word: 'error_503', route: 'GET /products', times: '1' })
    await expect(client.products.list({ page_number: 0 })).rejects.toMatchObject({ status: 503 })
    await send('/desk/weather', { json: '{"duplicate": 3}', event: 'payment.*', after: '2' })
    expect((await read('/desk/weather')).text).toContain('Send the webhook 4 times')
    for (const wrong of [{ json: '{' }, { json: '{"hail": 1}' }, { word: 'slow', times: '0' }, {}]) {
      expect((await send('/desk/weather', wrong as Record<string, string>)).location).toMatch(/refused=/)
    }
    await send('/desk/weather/clear')
    expect((await read('/desk/weather')).text).toContain('Fair weather')
    expect(emulator.control.deliveries()).toEqual([])
  })

  test('changes the settings of the business, or says what is wrong', async () => {
    const { emulator, send, read } = await world()
    const form = { proration: 'A', grace_days: '3', adaptive_currency: 'true' }
    expect((await send('/desk/settings', form)).location).toBe('/desk/settings?note=saved')
    const answer = await fetch(`${emulator.url}/_emulator/settings`)
    expect(await answer.json()).toMatchObject({ proration: 'A', grace_days: 3, adaptive_currency: true })
    expect((await send('/desk/settings', { grace_days: '99' })).location).toMatch(/refused=/)
    expect((await read('/desk/settings')).text).toContain('value="3"')
  })

  test('advances the clock, never back', async () => {
    const { send, read } = await world()
    expect((await send('/desk/clock', { advance: 'P1M' })).location).toBe('/desk/clock?note=advanced')
    expect((await read('/desk/clock')).text).toMatch(/ahead of this machine/)
    expect((await send('/desk/clock', { to: '2020-01-01T00:00:00' })).location).toMatch(/refused=/)
    expect((await send('/desk/clock', { to: 'soon' })).location).toMatch(/refused=/)
  })

  test('replays, releases in order, and rotates a secret', async () => {
    const { emulator, receiver, client, send, read } = await world()
    emulator.control.weather({ match: {}, effect: { webhooks: 'hold' } })
    await buyOnce(client)
    await buyOnce(client, { email: 'b@example.com' })
    expect((await read('/desk/webhooks?state=held')).text).toContain('Release 2 held')
    await send('/desk/webhooks/release', { order: 'reversed' })
    const calls = await receiver.waitFor(2)
    expect(calls.map((call) => JSON.parse(call.body).data.customer.email)).toEqual([
      'b@example.com',
      'ada@example.com',
    ])
    await expect
      .poll(() => emulator.control.deliveries().every((row) => row.state === 'delivered'))
      .toBe(true)
    await send(`/desk/webhooks/${emulator.control.deliveries()[0]?.id}/replay`)
    await receiver.waitFor(3)
    const [endpoint] = (await client.webhooks.list()).data
    await send(`/desk/webhooks/endpoints/${endpoint?.id}/rotate`)
    expect((await client.webhooks.retrieveSecret(endpoint?.id ?? '')).secret).not.toBe(WEBHOOK_SECRET)
  })
})

describe('strangers', () => {
  test.each([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
  ] as Record<string, string>[])('a form of another site does nothing: %o', async (headers) => {
    const { emulator, send } = await world()
    emulator.control.weather({ match: {}, effect: { processing: true } })
    expect((await send('/desk/weather/clear', {}, headers)).status).toBe(403)
    expect(
      (await send('/desk/weather/clear', {}, { 'sec-fetch-site': 'same-origin', origin: 'null' })).status,
    ).toBe(303)
  })

  test('another name that leads here reads nothing', async () => {
    const { emulator } = await world()
    const { port } = new URL(emulator.url)
    for (const path of ['/', '/desk/customers', '/mailbox', '/_emulator/payments']) {
      const status = await new Promise((resolve) => {
        const options = { host: '127.0.0.1', port, path, headers: { host: 'rebound.example' } }
        request(options, (answer) => resolve(answer.resume().statusCode)).end()
      })
      expect([path, status]).toEqual([path, 403])
    }
  })
})
