import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyOnPage, onceFor } from './contract/scenarios/goods'
import { refused } from './contract/world'
import type { RunningEmulator } from './create-emulator'
import { control, sdk, startEmulator } from './testing'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator()
  client = sdk(emulator)
})
afterAll(() => emulator.close())

async function licensed(email: string, quantity = 1, more = {}) {
  const app = await onceFor(client, 7900, {
    license_key_enabled: true,
    license_key_activations_limit: 1,
    license_key_duration: { count: 1, interval: 'Month' },
    ...more,
  })
  const product_cart = [{ product_id: app.product_id, quantity }]
  const payment = await buyOnPage(client, { product_cart }, { email })
  const { items } = await client.licenseKeys.list({
    customer_id: payment.customer.customer_id,
    page_number: 0,
  })
  return { app, payment, keys: items }
}

describe('license keys', () => {
  test('come with the payment, one for each unit', async () => {
    const { payment, keys } = await licensed('three@example.com', 3)
    expect(new Set(keys.map((key) => key.key)).size).toBe(3)
    expect(keys[0]).toMatchObject({ payment_id: payment.payment_id, status: 'active', source: 'auto' })
    const { items } = await client.payments.list({
      customer_id: payment.customer.customer_id,
      page_number: 0,
    })
    expect(items[0]?.has_license_key).toBe(true)
  })

  test('are activated up to their limit, without an API key, and freed again', async () => {
    const { keys, app } = await licensed('laptop@example.com')
    const license_key = keys[0]?.key ?? ''
    const answer = await fetch(`${emulator.url}/licenses/activate`, {
      method: 'POST',
      body: JSON.stringify({ license_key, name: 'Laptop' }),
    })
    expect(answer.status).toBe(201)
    const instance = (await answer.json()) as { id: string; product: object }
    expect(instance.product).toEqual({ product_id: app.product_id, name: 'Print' })
    expect(await refused(client.licenses.activate({ license_key, name: 'Phone' }))).toBe(
      'LICENSE_KEY_LIMIT_REACHED',
    )
    const license_key_instance_id = instance.id
    expect(await client.licenses.validate({ license_key, license_key_instance_id })).toEqual({ valid: true })
    await client.licenses.deactivate({ license_key, license_key_instance_id })
    expect(await client.licenses.validate({ license_key, license_key_instance_id })).toEqual({ valid: false })
    expect((await client.licenses.activate({ license_key, name: 'Phone' })).name).toBe('Phone')
  })

  test('end with their time, and rest while disabled', async () => {
    const { keys } = await licensed('ends@example.com')
    const [key] = keys
    const license_key = key?.key ?? ''
    await client.licenseKeys.update(key?.id ?? '', { disabled: true })
    expect(await refused(client.licenses.activate({ license_key, name: 'PC' }))).toBe('INACTIVE_LICENSE_KEY')
    await client.licenseKeys.update(key?.id ?? '', { disabled: false })
    expect(await client.licenses.validate({ license_key })).toEqual({ valid: true })
    await control(emulator, 'POST', '/clock', { advance: 'P32D' })
    expect((await client.licenseKeys.retrieve(key?.id ?? '')).status).toBe('expired')
    expect(await client.licenses.validate({ license_key })).toEqual({ valid: false })
    expect(await refused(client.licenses.activate({ license_key: 'none', name: 'PC' }))).toBe(
      'LICENSE_KEY_NOT_FOUND',
    )
  })
})

describe('entitlements', () => {
  test('are granted once with the payment and taken back with its refund', async () => {
    const license = await client.entitlements.create({
      name: 'Licence',
      integration_type: 'license_key',
      integration_config: { activations_limit: 5 },
    })
    const entitlements = [{ entitlement_id: license.id }]
    const { payment } = await licensed('granted@example.com', 1, { license_key_enabled: false, entitlements })
    const { customer_id } = payment.customer
    const grants = async () => (await client.customers.listEntitlementGrants(customer_id)).items
    const [granted] = await grants()
    expect(granted).toMatchObject({
      status: 'Delivered',
      license_key: { status: 'active', activations_used: 0 },
    })
    await client.licenses.activate({ license_key: granted?.license_key?.key ?? '', name: 'PC' })
    expect((await grants())[0]?.license_key?.activations_used).toBe(1)
    const listed = await client.customers.listEntitlements(customer_id)
    expect(listed.items).toMatchObject([{ entitlement_name: 'Licence', status: 'delivered' }])
    await client.refunds.create({ payment_id: payment.payment_id })
    const [revoked] = await grants()
    expect(revoked).toMatchObject({ status: 'Revoked', license_key: { status: 'disabled' } })
  })
})

describe('refunds', () => {
  async function twoLines(email: string) {
    const [dear, cheap] = [await onceFor(client, 10_000), await onceFor(client, 2000)]
    const product_cart = [dear, cheap].map(({ product_id }) => ({ product_id, quantity: 1 }))
    const payment = await buyOnPage(client, { product_cart }, { email, country: 'DE' })
    return { payment_id: payment.payment_id, dear: dear.product_id, cheap: cheap.product_id }
  }

  test('give back parts of lines, with their tax, until nothing is left', async () => {
    const { payment_id, dear, cheap } = await twoLines('parts@example.com')
    const part = (item_id: string, amount?: number, tax_inclusive = true) =>
      client.refunds.create({ payment_id, items: [{ item_id, amount: amount ?? null, tax_inclusive }] })
    expect(await part(dear, 1000, false)).toMatchObject({ amount: 1190, is_partial: true })
    expect(await refused(part(dear, 10_711))).toBe('LINE_ITEM_REFUND_AMOUNT_TOO_HIGH')
    expect(await refused(part(dear, 0))).toBe('LINE_ITEM_REFUND_AMOUNT_TOO_LOW')
    expect(await part(cheap)).toMatchObject({ amount: 2380 })
    expect(await refused(part(cheap))).toBe('LINE_ITEM_FULLY_REFUNDED')
    expect(await refused(part('pdt_other'))).toBe('LINE_ITEM_NOT_FOUND')
    const lines = await client.payments.retrieveLineItems(payment_id)
    expect(lines.items.map((line) => line.refundable_amount)).toEqual([10_710, 0])
    expect((await client.payments.retrieve(payment_id)).refund_status).toBe('partial')
    expect(await client.refunds.create({ payment_id })).toMatchObject({ amount: 10_710 })
    const refunded = await client.payments.retrieve(payment_id)
    expect(refunded.refund_status).toBe('full')
    expect(refunded.refunds).toHaveLength(3)
    expect(await refused(client.refunds.create({ payment_id }))).toBe('PAYMENT_ALREADY_REFUNDED')
  })

  test('name a line once, and wait one after the other', async () => {
    const email = 'waits@example.com'
    const { payment_id, dear } = await twoLines(email)
    const twice = [{ item_id: dear }, { item_id: dear }]
    expect(await refused(client.refunds.create({ payment_id, items: twice }))).toBe(
      'DUPLICATE_LINE_ITEMS_IN_REQUEST',
    )
    const processing = { match: { email }, effect: { processing: true }, times: 1 }
    await control(emulator, 'POST', '/weather', processing)
    const pending = await client.refunds.create({ payment_id })
    expect(pending.status).toBe('pending')
    expect(await refused(client.refunds.create({ payment_id }))).toBe('EXISTING_REFUND_REQUEST_PROCESSING')
    await control(emulator, 'POST', `/refunds/${pending.refund_id}/settle`, { status: 'failed' })
    expect((await client.payments.retrieve(payment_id)).refund_status).toBeNull()
    expect(await client.refunds.create({ payment_id })).toMatchObject({ status: 'succeeded', amount: 14_280 })
  })

  test('are possible for thirty days', async () => {
    const { payment_id } = await twoLines('late@example.com')
    await control(emulator, 'POST', '/clock', { advance: 'P31D' })
    expect(await refused(client.refunds.create({ payment_id }))).toBe('REFUND_WINDOW_EXPIRED')
  })
})
