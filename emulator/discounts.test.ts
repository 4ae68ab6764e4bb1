import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyOnPage, inGermany, monthlyFor, onceFor } from './contract/scenarios/goods'
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

const cartOf = (...products: { product_id: string }[]) =>
  products.map(({ product_id }) => ({ product_id, quantity: 1 }))

const percent = (code: string, amount: number, more = {}) =>
  client.discounts.create({ type: 'percentage', amount, code, ...more })

const flat = (code: string, off: number, more = {}) =>
  client.discounts.create({
    type: 'flat',
    amount: 1,
    code,
    currency_options: [{ currency: 'USD', is_default: true, max_amount_possible: off, ...more }],
  })

async function total(product_cart: ReturnType<typeof cartOf>, discount_codes: string[]) {
  const preview = await client.checkoutSessions.preview({ product_cart, discount_codes })
  return preview.total_price
}

describe('discount codes', () => {
  test('stack in their order, percentages on what is left', async () => {
    const print = await onceFor(client, 10_000)
    await percent('half', 5000)
    await flat('TENOFF', 1000)
    expect(await total(cartOf(print), ['HALF', 'TENOFF'])).toBe(4000)
    expect(await total(cartOf(print), ['tenoff', 'half'])).toBe(4500)
  })

  test('reach only the products they are for, and share a flat sum by size', async () => {
    const [dear, cheap] = [await onceFor(client, 9000), await onceFor(client, 3000)]
    await percent('CHEAPONLY', 1000, { restricted_to: [cheap.product_id] })
    await flat('SHARED', 1001)
    expect(await total(cartOf(dear, cheap), ['CHEAPONLY'])).toBe(11_700)
    const preview = await client.checkoutSessions.preview({
      product_cart: cartOf(dear, cheap),
      discount_codes: ['SHARED'],
    })
    expect(preview.current_breakup).toMatchObject({ subtotal: 12_000, discount: 1001, total_amount: 10_999 })
    expect(preview.product_cart.map((line) => line.og_price - line.discounted_price)).toEqual([751, 250])
    expect(await refusedCode(cartOf(dear), ['CHEAPONLY'])).toBe('DISCOUNT_NOT_AVAILABLE_FOR_PRODUCT')
  })

  test('are capped, and ask for a minimum', async () => {
    const print = await onceFor(client, 10_000)
    const option = { currency: 'USD' as const, is_default: true }
    await percent('CAPPED', 5000, { currency_options: [{ ...option, max_amount_possible: 2000 }] })
    await percent('BIGONLY', 1000, { currency_options: [{ ...option, minimum_subtotal: 10_001 }] })
    expect(await total(cartOf(print), ['CAPPED'])).toBe(8000)
    expect(await refusedCode(cartOf(print), ['BIGONLY'])).toBe('DISCOUNT_MINIMUM_SUBTOTAL_NOT_MET')
  })

  test('the charge takes what the preview told, tax on the reduced price', async () => {
    const print = await onceFor(client, 9999)
    await percent('ODD', 333)
    const body = { product_cart: cartOf(print), discount_codes: ['ODD'], billing_address: inGermany }
    const preview = await client.checkoutSessions.preview(body)
    const payment = await buyOnPage(client, body, { country: 'DE' })
    expect([payment.total_amount, payment.tax]).toEqual([preview.total_price, preview.total_tax])
    expect(payment.tax).toBe(Math.round((9999 - 333) * 0.19))
    expect(payment.discounts).toMatchObject([{ code: 'ODD', position: 0, cycles_remaining: null }])
  })

  test('are counted when paid, and end with their limits and times', async () => {
    const print = await onceFor(client, 5000)
    const once = await percent('ONCE', 1000, { usage_limit: 1 })
    const body = { product_cart: cartOf(print), discount_codes: ['ONCE'] }
    await buyOnPage(client, body, { number: '4000000000000002', email: 'declined@example.com' })
    expect((await client.discounts.retrieve(once.discount_id)).times_used).toBe(0)
    await buyOnPage(client, body)
    expect((await client.discounts.retrieve(once.discount_id)).times_used).toBe(1)
    expect(await refusedCode(cartOf(print), ['ONCE'])).toBe('DISCOUNT_CODE_USAGE_LIMIT_EXCEEDED')
    await expect(client.discounts.retrieveByCode('ONCE')).rejects.toMatchObject({ status: 422 })
    await percent('OVER', 1000, { expires_at: '2020-01-01T00:00:00Z' })
    await percent('SOON', 1000, { starts_at: '2090-01-01T00:00:00Z' })
    expect(await refusedCode(cartOf(print), ['OVER'])).toBe('DISCOUNT_CODE_EXPIRED')
    expect(await refusedCode(cartOf(print), ['SOON'])).toBe('DISCOUNT_NOT_YET_ACTIVE')
  })

  test('know their customers', async () => {
    const print = await onceFor(client, 5000)
    const { customer } = await buyOnPage(
      client,
      { product_cart: cartOf(print) },
      { email: 'known@example.com' },
    )
    const known = { customer_id: customer.customer_id }
    await percent('FIRSTONE', 1000, { customer_eligibility: 'first_time' })
    await percent('AGAIN', 1000, { customer_eligibility: 'existing', per_customer_usage_limit: 1 })
    const special = await percent('SPECIAL', 1000, { customer_eligibility: 'specific' })
    const ask = (code: string) =>
      client.checkoutSessions.preview({
        product_cart: cartOf(print),
        discount_codes: [code],
        customer: known,
      })
    expect(await refused(ask('FIRSTONE'))).toBe('DISCOUNT_CUSTOMER_NOT_ELIGIBLE')
    expect((await ask('AGAIN')).total_price).toBe(4500)
    expect(await refused(ask('SPECIAL'))).toBe('DISCOUNT_CUSTOMER_NOT_ELIGIBLE')
    await client.post(`/discounts/${special.discount_id}/customers`, {
      body: { customer_ids: [known.customer_id] },
    })
    expect((await ask('SPECIAL')).total_price).toBe(4500)
    const methods = await client.customers.retrievePaymentMethods(known.customer_id)
    await client.checkoutSessions.create({
      product_cart: cartOf(print),
      discount_codes: ['AGAIN'],
      customer: known,
      payment_method_id: methods.items[0]?.payment_method_id ?? '',
      confirm: true,
    })
    expect(await refused(ask('AGAIN'))).toBe('DISCOUNT_PER_CUSTOMER_USAGE_LIMIT_EXCEEDED')
  })

  test('last for the cycles they say', async () => {
    const plan = await monthlyFor(client, 3000)
    await percent('TWOMONTHS', 5000, { subscription_cycles: 2 })
    await percent('ONEMONTH', 5000, { subscription_cycles: 1 })
    const ask = (code: string) =>
      client.checkoutSessions.preview({ product_cart: cartOf(plan), discount_codes: [code] })
    expect(await ask('TWOMONTHS')).toMatchObject({
      total_price: 1500,
      recurring_breakup: { total_amount: 1500 },
    })
    expect(await ask('ONEMONTH')).toMatchObject({
      total_price: 1500,
      recurring_breakup: { total_amount: 3000 },
    })
    const body = { product_cart: cartOf(plan), discount_codes: ['TWOMONTHS'] }
    const { subscription_id: id } = await buyOnPage(client, body, { email: 'cycles@example.com' })
    expect(await client.subscriptions.retrieve(id ?? '')).toMatchObject({
      discount_cycles_remaining: 1,
      discounts: [{ code: 'TWOMONTHS', cycles_remaining: 1 }],
    })
    await control(emulator, 'POST', '/clock', { advance: 'P70D' })
    const { items } = await client.payments.list({ subscription_id: id ?? '', page_number: 0 })
    expect(items.map((row) => row.total_amount)).toEqual([3000, 1500, 1500])
  })

  test('are refused when unknown, doubled or contradictory', async () => {
    const print = await onceFor(client, 5000)
    await percent('DOUBLE', 1000)
    expect(await refusedCode(cartOf(print), ['NOSUCH'])).toBe('INVALID_DISCOUNT_CODE')
    expect(await refusedCode(cartOf(print), ['DOUBLE', 'double'])).toBe('INVALID_DISCOUNT_CODE')
    expect(await refused(percent('DOUBLE', 1))).toBe('DISCOUNT_CODE_ALREADY_EXISTS')
    const wrong = [
      percent('TOOMUCH', 10_001),
      percent('AB', 100),
      client.discounts.create({ type: 'flat', amount: 100, code: 'NODEFAULT' }),
      percent('LIMITS', 100, { usage_limit: 1, per_customer_usage_limit: 2 }),
      percent('TIMES', 100, { starts_at: '2031-01-01T00:00:00Z', expires_at: '2030-01-01T00:00:00Z' }),
    ]
    expect(await Promise.all(wrong.map(refused))).toEqual(wrong.map(() => 'INVALID_REQUEST_BODY'))
  })
})

function refusedCode(product_cart: ReturnType<typeof cartOf>, discount_codes: string[]) {
  return refused(client.checkoutSessions.create({ product_cart, discount_codes }))
}
