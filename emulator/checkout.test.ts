import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningEmulator } from './create-emulator'
import { buyOnce, createPen, sdk, startEmulator, submitCheckout } from './testing'

let emulator: RunningEmulator
let client: ReturnType<typeof sdk>

beforeAll(async () => {
  emulator = await startEmulator()
  client = sdk(emulator)
})
afterAll(() => emulator.close())

async function openCheckout(extra = {}) {
  const product = await createPen(client)
  return client.checkoutSessions.create({
    product_cart: [{ product_id: product.product_id, quantity: 2 }],
    return_url: 'http://shop.test/done?order=7#top',
    metadata: { order: 'o1' },
    ...extra,
  })
}

describe('hosted checkout', () => {
  test('takes a payment, saves the card and returns to the shop with its query kept', async () => {
    const session = await openCheckout()
    expect(session.payment_id).toBeNull()
    const answer = await submitCheckout(session.checkout_url ?? '', { country: 'DE' })
    expect(answer.status).toBe(303)
    const back = new URL(answer.headers.get('location') ?? '')
    const payment = await client.payments.retrieve(back.searchParams.get('payment_id') ?? '')
    expect(back.hash).toBe('#top')
    expect(Object.fromEntries(back.searchParams)).toMatchObject({
      order: '7',
      status: 'succeeded',
      email: 'ada@example.com',
    })
    expect(payment).toMatchObject({
      status: 'succeeded',
      total_amount: 11_662,
      tax: 1862,
      metadata: { order: 'o1' },
      checkout_session_id: session.session_id,
      card_last_four: '4242',
      billing: { country: 'DE', zipcode: '10001' },
    })
    const methods = await client.customers.retrievePaymentMethods(payment.customer.customer_id)
    expect(methods.items).toHaveLength(1)
    expect(methods.items[0]).toMatchObject({
      payment_method_id: payment.payment_method_id,
      card: { expiry_month: '06', expiry_year: '2032', last4_digits: '4242' },
    })
  })

  test('lets the shopper try another card after a decline, each try a payment of its own', async () => {
    const session = await openCheckout()
    const email = 'second.try@example.com'
    const declined = await submitCheckout(session.checkout_url ?? '', { email, number: '4000000000009995' })
    const page = await declined.text()
    expect(declined.status).toBe(402)
    expect(page).toContain('insufficient funds')
    expect(page).toContain(`value="${email}"`)
    expect(page).not.toContain('value="123"')
    const failed = await client.checkoutSessions.retrieve(session.session_id)
    expect(failed.payment_status).toBe('failed')
    const paid = await submitCheckout(session.checkout_url ?? '', { email })
    expect(paid.status).toBe(303)
    const [newest, oldest] = (
      await client.payments.list({ customer_id: await customerIdOf(email), page_number: 0 })
    ).items
    expect(newest).toMatchObject({ status: 'succeeded' })
    expect(oldest).toMatchObject({ payment_id: failed.payment_id, status: 'failed' })
  })

  test('takes one payment however often the form is sent', async () => {
    const session = await openCheckout()
    const email = 'twice@example.com'
    await Promise.all([
      submitCheckout(session.checkout_url ?? '', { email }),
      submitCheckout(session.checkout_url ?? '', { email }),
    ])
    const payments = await client.payments.list({ customer_id: await customerIdOf(email), page_number: 0 })
    expect(payments.items).toHaveLength(1)
  })

  test('says what is wrong with the form and charges nothing', async () => {
    const session = await openCheckout()
    const fields = { email: 'nobody', number: '4111111111111111', expiry: '01/20', cvc: '1' }
    const answer = await submitCheckout(session.checkout_url ?? '', fields)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const field of ['email', 'number', 'expiry', 'cvc']) expect(page).toContain(`id="${field}-error"`)
    expect((await client.checkoutSessions.retrieve(session.session_id)).payment_id).toBeNull()
  })

  test('escapes what people type', async () => {
    const session = await openCheckout()
    const answer = await submitCheckout(session.checkout_url ?? '', {
      name: '"><script>alert(1)</script>',
      cvc: '',
    })
    expect(await answer.text()).not.toContain('<script>alert')
  })

  test('recomputes the tax for another country', async () => {
    const session = await openCheckout()
    const answer = await submitCheckout(session.checkout_url ?? '', { action: 'update', country: 'GB' })
    expect(await answer.text()).toContain('Pay $117.60')
    const unseen = await submitCheckout(session.checkout_url ?? '', { country: 'GB', shownTotal: '9800' })
    expect(unseen.status).toBe(409)
    expect((await client.checkoutSessions.retrieve(session.session_id)).payment_id).toBeNull()
  })

  test('speaks Japanese and shows yen without decimals', async () => {
    const product = await client.products.create({
      name: '万年筆',
      tax_category: 'digital_products',
      price: { type: 'one_time_price', currency: 'JPY', price: 5000 },
    })
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customization: { force_language: 'ja' },
      billing_address: { country: 'JP' },
    })
    const page = await (await fetch(session.checkout_url ?? '')).text()
    expect(page).toContain('lang="ja"')
    expect(page).toMatch(/[¥￥]5,500 を支払う/)
  })

  test('sends the holder to the bank and back, whatever the decision', async () => {
    for (const [decision, status] of [
      ['approve', 'succeeded'],
      ['fail', 'failed'],
    ] as const) {
      const session = await openCheckout()
      const answer = await submitCheckout(session.checkout_url ?? '', { number: '4000002500003155' })
      const bank = answer.headers.get('location') ?? ''
      expect(bank).toMatch(/\/payments\/pay_\w+\/authenticate$/)
      expect(await (await fetch(bank)).text()).toContain('Approve')
      const back = await fetch(bank, {
        method: 'POST',
        body: new URLSearchParams({ decision }),
        redirect: 'manual',
      })
      expect(new URL(back.headers.get('location') ?? '').searchParams.get('status')).toBe(status)
    }
  })

  test('gives up a payment left at the bank when the shopper pays another way', async () => {
    const session = await openCheckout()
    const email = 'back.button@example.com'
    await submitCheckout(session.checkout_url ?? '', { email, number: '4000002500003155' })
    await submitCheckout(session.checkout_url ?? '', { email })
    const payments = await client.payments.list({ customer_id: await customerIdOf(email), page_number: 0 })
    expect(payments.items.map((payment) => payment.status)).toEqual(['succeeded', 'cancelled'])
  })

  test('shows a page when the product is gone, and keeps a fixed e-mail', async () => {
    const product = await createPen(client)
    const { checkout_url, session_id } = await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { email: 'fixed@example.com' },
      feature_flags: { allow_customer_editing_email: false },
    })
    await client.products.archive(product.product_id)
    const gone = await fetch(checkout_url ?? '')
    expect([gone.status, gone.headers.get('content-type')]).toEqual([410, 'text/html; charset=UTF-8'])
    await client.products.unarchive(product.product_id)
    await submitCheckout(checkout_url ?? '', { email: 'other@example.com' })
    expect((await client.checkoutSessions.retrieve(session_id)).customer_email).toBe('fixed@example.com')
  })

  test('offers saved cards to a known customer', async () => {
    const { product, customerId, methodId, payment } = await buyOnce(client, { email: 'saved@example.com' })
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: product.product_id, quantity: 1 }],
      customer: { customer_id: customerId },
      show_saved_payment_methods: true,
    })
    expect(await (await fetch(session.checkout_url ?? '')).text()).toContain('VISA ending in 4242')
    await submitCheckout(session.checkout_url ?? '', { method: methodId, number: '', expiry: '', cvc: '' })
    const { payment_id } = await client.checkoutSessions.retrieve(session.session_id)
    expect(payment_id).not.toBe(payment.payment_id)
    expect((await client.payments.retrieve(payment_id ?? '')).payment_method_id).toBe(methodId)
  })

  test('starts a subscription', async () => {
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
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: plan.product_id, quantity: 1 }],
      return_url: 'http://shop.test/done',
    })
    const answer = await submitCheckout(session.checkout_url ?? '', { email: 'sub@example.com' })
    const back = new URL(answer.headers.get('location') ?? '').searchParams
    expect(back.get('status')).toBe('active')
    const subscription = await client.subscriptions.retrieve(back.get('subscription_id') ?? '')
    expect(subscription).toMatchObject({
      status: 'active',
      recurring_pre_tax_amount: 3000,
      has_payment_method: true,
    })
    const listed = await client.subscriptions.list({
      customer_id: subscription.customer.customer_id,
      page_number: 0,
    })
    expect(listed.items[0]).toMatchObject({ product_name: 'Pro', status: 'active' })
  })
})

describe('customers', () => {
  test('are matched by e-mail to the newest, unless the session asks for a new one', async () => {
    const email = 'grace@example.com'
    await client.customers.create({ email, name: 'Older' })
    const newest = await client.customers.create({ email, name: 'Newer' })
    const matched = await buyOnce(client, { email: 'Grace@Example.com' })
    expect(matched.customerId).toBe(newest.customer_id)
    const session = await openCheckout({ feature_flags: { always_create_new_customer: true } })
    await submitCheckout(session.checkout_url ?? '', { email })
    expect(await customerIdOf(email)).not.toBe(newest.customer_id)
  })

  test('keep a card once, and can drop it', async () => {
    const email = 'once@example.com'
    const { customerId, methodId } = await buyOnce(client, { email })
    const again = await buyOnce(client, { email })
    expect(again.methodId).toBe(methodId)
    await client.customers.deletePaymentMethod(methodId, { customer_id: customerId })
    expect((await client.customers.retrievePaymentMethods(customerId)).items).toEqual([])
  })
})

async function customerIdOf(email: string): Promise<string> {
  const { items } = await client.customers.list({ email, page_number: 0 })
  return items[0]?.customer_id ?? ''
}
