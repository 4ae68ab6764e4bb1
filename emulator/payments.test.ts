import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buyOnPage, inGermany, monthlyFor, onceFor } from './contract/scenarios/goods'
import { refused } from './contract/world'
import type { RunningEmulator } from './create-emulator'
import { control, sdk, startEmulator, submitCheckout } from './testing'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator()
  client = sdk(emulator)
})
afterAll(() => emulator.close())

const cartOf = (...products: { product_id: string }[]) =>
  products.map(({ product_id }) => ({ product_id, quantity: 1 }))

describe('a confirmed session without a saved card', () => {
  test('has its payment at once, which the first try on the page pays', async () => {
    const print = await onceFor(client, 4900)
    const email = 'confirm@example.com'
    const session = await client.checkoutSessions.create({
      product_cart: cartOf(print),
      customer: { email, name: 'Con Firm' },
      billing_address: inGermany,
      confirm: true,
      return_url: 'http://shop.test/done',
    })
    expect(session.client_secret).toContain(session.payment_id)
    expect((await client.payments.retrieve(session.payment_id ?? '')).status).toBe('requires_payment_method')
    const declined = await submitCheckout(session.checkout_url ?? '', {
      country: 'DE',
      number: '4000000000000002',
    })
    expect(declined.status).toBe(402)
    expect((await client.payments.retrieve(session.payment_id ?? '')).status).toBe('failed')
    await submitCheckout(session.checkout_url ?? '', { country: 'DE' })
    const customer = (await client.customers.list({ email, page_number: 0 })).items
    const { items } = await client.payments.list({ customer_id: customer[0]?.customer_id ?? '' })
    expect(items.map((row) => [row.status, row.payment_id === session.payment_id])).toEqual([
      ['succeeded', false],
      ['failed', true],
    ])
  })

  test('needs the whole address, lives for a quarter of an hour, others for a day', async () => {
    const print = await onceFor(client, 4900)
    const body = { product_cart: cartOf(print), customer: { email: 'brief@example.com' }, confirm: true }
    const { street: _, ...noStreet } = inGermany
    expect(await refused(client.checkoutSessions.create({ ...body, billing_address: noStreet }))).toBe(
      'INVALID_REQUEST_BODY',
    )
    const brief = await client.checkoutSessions.create({
      ...body,
      billing_address: { country: 'DE', zipcode: '10117' },
      minimal_address: true,
    })
    const usual = await client.checkoutSessions.create({ product_cart: cartOf(print) })
    const pageOf = async (url: string | null | undefined) => (await fetch(url ?? '')).text()
    expect(await pageOf(brief.checkout_url)).toContain('Pay $')
    await control(emulator, 'POST', '/clock', { advance: 'PT16M' })
    expect(await pageOf(brief.checkout_url)).toContain('no longer available')
    expect(await pageOf(usual.checkout_url)).toContain('Pay $')
    await control(emulator, 'POST', '/clock', { advance: 'P1D' })
    expect(await pageOf(usual.checkout_url)).toContain('no longer available')
  })
})

describe('the deprecated payment', () => {
  test('waits at its link, or is charged on a saved card', async () => {
    const print = await onceFor(client, 4900)
    const body = { billing: inGermany, product_cart: cartOf(print), metadata: { order: 'o1' } }
    const linked = await client.payments.create({
      ...body,
      customer: { email: 'old.way@example.com', name: 'Old Way' },
      payment_link: true,
    })
    expect(linked).toMatchObject({ total_amount: 5831, metadata: { order: 'o1' } })
    await submitCheckout(linked.payment_link ?? '', { country: 'DE' })
    const paid = await client.payments.retrieve(linked.payment_id)
    expect(paid).toMatchObject({ status: 'succeeded', customer: { email: 'old.way@example.com' } })
    const { customer_id } = paid.customer
    const charge = { ...body, customer: { customer_id }, payment_method_id: paid.payment_method_id ?? '' }
    const { payment_id } = await client.payments.create(charge)
    expect((await client.payments.retrieve(payment_id)).status).toBe('succeeded')
    const plan = await monthlyFor(client, 3000)
    expect(await refused(client.payments.create({ ...charge, product_cart: cartOf(plan) }))).toBe(
      'INVALID_REQUEST_PARAMETERS',
    )
  })
})

describe('carts', () => {
  test('hold add-ons of a plan, on the subscription, the lines and the bill', async () => {
    const seat = await client.addons.create({
      name: 'Seat',
      price: 1000,
      currency: 'USD',
      tax_category: 'saas',
    })
    const plan = await monthlyFor(client, 3000, { addons: [seat.id] })
    const other = await monthlyFor(client, 3000)
    const addons = [{ addon_id: seat.id, quantity: 3 }]
    const product_cart = [{ product_id: plan.product_id, quantity: 1, addons }]
    const preview = await client.checkoutSessions.preview({ product_cart })
    expect(preview.total_price).toBe(6000)
    expect(preview.product_cart[0]?.addons).toMatchObject([{ og_price: 3000, single_quantity_price: 1000 }])
    const payment = await buyOnPage(client, { product_cart }, { email: 'seats@example.com' })
    expect(payment.total_amount).toBe(6000)
    const lines = await client.payments.retrieveLineItems(payment.payment_id)
    expect(lines.items.map((line) => [line.items_id, line.amount])).toEqual([
      [plan.product_id, 3000],
      [seat.id, 3000],
    ])
    expect(await client.subscriptions.retrieve(payment.subscription_id ?? '')).toMatchObject({
      addons,
      recurring_pre_tax_amount: 6000,
    })
    const create = (product_id: string, wanted: typeof addons) =>
      refused(client.checkoutSessions.create({ product_cart: [{ product_id, quantity: 1, addons: wanted }] }))
    expect(await create(other.product_id, addons)).toBe('MISSING_ADDON_IDS')
    expect(await create(plan.product_id, [...addons, ...addons])).toBe('DUPLICATE_ADDON_IDS_IN_REQUEST')
  })

  test('are paid as one wants from the least on, and never below what a card takes', async () => {
    const price = { type: 'one_time_price', currency: 'USD', price: 300, pay_what_you_want: true } as const
    const gift = await onceFor(client, 300, { price })
    const ask = (amount?: number) =>
      client.checkoutSessions.preview({
        product_cart: [{ product_id: gift.product_id, quantity: 1, ...(amount !== undefined && { amount }) }],
      })
    expect((await ask(1234)).total_price).toBe(1234)
    expect(await refused(ask(299))).toBe('REQUEST_AMOUNT_BELOW_MINIMUM')
    expect(await refused(ask())).toBe('PAY_AS_YOU_WANT_AMOUNT_REQUIRED')
    const cent = await onceFor(client, 49)
    expect(await refused(client.checkoutSessions.preview({ product_cart: cartOf(cent) }))).toBe(
      'TOTAL_PAYMENT_AMOUNT_BELOW_MINIMUM_AMOUNT',
    )
  })

  test('start trials for nothing or for their price, whatever a code says', async () => {
    await client.discounts.create({ type: 'percentage', amount: 5000, code: 'TRIAL' })
    const terms = { trial_period_days: 7, trial_amount: 100 }
    const plans = [
      await monthlyFor(client, 3000, {}, { trial_period_days: 7 }),
      await monthlyFor(client, 3000, {}, terms),
      await monthlyFor(client, 3000, {}, { ...terms, trial_apply_discounts: true }),
    ]
    const totals = plans.map(async (plan) => {
      const body = { product_cart: cartOf(plan), discount_codes: ['TRIAL'] }
      const { total_price, recurring_breakup } = await client.checkoutSessions.preview(body)
      return [total_price, recurring_breakup?.total_amount]
    })
    expect(await Promise.all(totals)).toEqual([
      [0, 1500],
      [100, 1500],
      [50, 1500],
    ])
  })

  test('owe no tax for a business of the European Union with its number', async () => {
    const print = await onceFor(client, 10_000)
    const body = { product_cart: cartOf(print), billing_address: inGermany }
    expect((await client.checkoutSessions.preview(body)).total_price).toBe(11_900)
    const business = await client.checkoutSessions.preview({ ...body, tax_id: 'DE123456789' })
    expect(business).toMatchObject({ total_price: 10_000, tax_id_format_name: 'VAT Number' })
    const wrong = await client.checkoutSessions.preview({ ...body, tax_id: 'FR1' })
    expect(wrong).toMatchObject({ total_price: 11_900, tax_id_format_name: null })
    expect(wrong.tax_id_err_msg).toContain('DE')
    expect(await refused(client.checkoutSessions.create({ ...body, tax_id: 'FR1' }))).toBe('INVALID_TAX_ID')
  })
})

describe('adaptive currency', () => {
  test('follows the country or the asked currency with its fee, where it is on', async () => {
    const print = await onceFor(client, 10_000)
    const ask = (more: object) => client.checkoutSessions.preview({ product_cart: cartOf(print), ...more })
    expect((await ask({ billing_currency: 'EUR' })).currency).toBe('USD')
    await control(emulator, 'PATCH', '/settings', { adaptive_currency: true })
    expect(await ask({ billing_currency: 'EUR' })).toMatchObject({ currency: 'EUR', total_price: 9568 })
    expect(await ask({ billing_address: { country: 'JP' } })).toMatchObject({
      currency: 'JPY',
      current_breakup: { subtotal: 15_600, tax: 1560 },
    })
    expect(await refused(ask({ billing_currency: 'AED' }))).toBe('UNSUPPORTED_BILLING_CURRENCY')
    const body = { product_cart: cartOf(print), billing_currency: 'EUR' as const }
    const payment = await buyOnPage(client, body, { email: 'euro@example.com' })
    expect(payment).toMatchObject({
      currency: 'EUR',
      total_amount: 9568,
      settlement_currency: 'USD',
      settlement_amount: 10_000,
    })
    await control(emulator, 'PATCH', '/settings', { adaptive_currency: false })
  })
})

describe('an invoice', () => {
  test('is a PDF whose table leads to every object, public, with the sums', async () => {
    const print = await onceFor(client, 4900, { name: 'Print (A4) \\ 写真' })
    const payment = await buyOnPage(client, { product_cart: cartOf(print) }, { email: 'pdf@example.com' })
    const answer = await fetch(payment.invoice_url ?? '')
    expect(answer.headers.get('content-type')).toBe('application/pdf')
    const file = Buffer.from(await answer.arrayBuffer()).toString('latin1')
    const table = Number(/startxref\n(\d+)\n%%EOF\n$/.exec(file)?.[1])
    const rows = file.slice(table).match(/^\d{10} \d{5} n $/gm) ?? []
    expect(file.slice(table, table + 4)).toBe('xref')
    for (const [index, row] of rows.entries()) {
      expect(file.slice(Number(row.slice(0, 10)))).toMatch(new RegExp(`^${index + 1} 0 obj\n`))
    }
    const [, length, content] = /\/Length (\d+) >>\nstream\n(.*)\nendstream/s.exec(file) ?? []
    expect(content).toHaveLength(Number(length))
    expect(content).toContain('(Print \\(A4\\) \\\\ ??)')
    expect(content).toMatch(/USD.49\.00/)
  })
})
