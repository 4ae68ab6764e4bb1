import { afterEach, describe, expect, test } from 'vitest'
import { createPen, control as remote, sdk, startEmulator } from './testing'

const closers: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

async function world() {
  const emulator = await startEmulator()
  closers.push(emulator.close)
  return { emulator, client: sdk(emulator) }
}

const world1 = {
  products: [
    {
      name: 'Pen',
      tax_category: 'digital_products' as const,
      price: { type: 'one_time_price' as const, currency: 'USD' as const, price: 1900 },
    },
  ],
  customers: [{ email: 'ada@example.com', name: 'Ada', cards: ['4242424242424242', '4000003800000446'] }],
}

describe('control in the same process', () => {
  test('a seeded customer can be charged at once; reset forgets them', async () => {
    const { emulator, client } = await world()
    const { products, customers } = await emulator.seed(world1)
    const [customer] = customers
    const charge = (method: string | undefined) =>
      client.checkoutSessions.create({
        product_cart: [{ product_id: products[0]?.product_id ?? '', quantity: 1 }],
        customer: { customer_id: customer?.customer_id ?? '' },
        payment_method_id: method ?? '',
        confirm: true,
      })
    await charge(customer?.payment_method_ids[0])
    expect(emulator.control.payments('ADA@example.com')).toMatchObject([
      { status: 'succeeded', total_amount: 1900 },
    ])
    const money = emulator.journal.list({}).filter((row) => row.kind === 'money')
    expect(money).toMatchObject([{ movement: 'charge', amount: 1900, email: 'ada@example.com' }])
    emulator.reset()
    expect(emulator.control.payments()).toEqual([])
    expect((await client.products.list({ page_number: 0 })).items).toEqual([])
  })

  test('seeds over HTTP too, and says what is wrong with a seed', async () => {
    const { emulator } = await world()
    const seeded = await remote(emulator, 'POST', '/seed', world1)
    expect(seeded).toMatchObject({ customers: [{ email: 'ada@example.com' }] })
    const wrong = { customers: [{ email: 'ada@example.com', name: 'Ada', cards: ['4111111111111111'] }] }
    expect(await remote(emulator, 'POST', '/seed', wrong)).toMatchObject({ code: 'INVALID_REQUEST_BODY' })
    const nameless = { products: [{ price: {} }] }
    expect(await remote(emulator, 'POST', '/seed', nameless)).toMatchObject({ code: 'INVALID_REQUEST_BODY' })
  })

  test('a bank check ends well, badly, or late; a charge may succeed long after all hope (d8, d9)', async () => {
    const { emulator, client } = await world()
    const { products, customers } = await emulator.seed(world1)
    const [customer] = customers
    const charge = async (metadata: Record<string, string> = {}) => {
      const { payment_id } = await client.checkoutSessions.create({
        product_cart: [{ product_id: products[0]?.product_id ?? '', quantity: 1 }],
        customer: { customer_id: customer?.customer_id ?? '' },
        payment_method_id: customer?.payment_method_ids[metadata.emulator_weather ? 0 : 1] ?? '',
        confirm: true,
        metadata,
      })
      return client.payments.retrieve(payment_id ?? '')
    }
    const checked = await charge()
    expect(checked).toMatchObject({ status: 'requires_customer_action', payment_link: expect.any(String) })
    expect(emulator.control.settle(checked.payment_id, { status: 'succeeded' }).status).toBe('succeeded')
    const refused = await charge()
    const end = { status: 'failed', code: 'AUTHENTICATION_FAILURE' } as const
    expect(emulator.control.settle(refused.payment_id, end).error_code).toBe('AUTHENTICATION_FAILURE')
    const late = await charge({ emulator_weather: 'processing' })
    await emulator.control.advanceTo(new Date(Date.now() + 25 * 3_600_000))
    expect((await client.payments.retrieve(late.payment_id)).status).toBe('processing')
    expect(emulator.control.settle(late.payment_id, { status: 'succeeded' }).status).toBe('succeeded')
    expect(() => emulator.control.settle(late.payment_id, { status: 'failed', code: 'LOST_CARD' })).toThrow(
      /already succeeded/,
    )
  })

  test('an outage refuses every call and then ends by itself (d1)', async () => {
    const { emulator, client } = await world()
    await remote(emulator, 'POST', '/outage', { ms: 250 })
    const refused = () =>
      createPen(client).then(
        () => 'answered',
        (error: { cause?: { cause?: { code?: string } } }) => error.cause?.cause?.code,
      )
    await expect.poll(refused).toBe('ECONNREFUSED')
    await expect.poll(refused).toBe('answered')
  })
})
