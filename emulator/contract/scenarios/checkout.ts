import { submitCheckout } from '../../testing'
import { refused, type World } from '../world'
import { buyOnPage, inGermany, monthlyFor, onceFor } from './goods'

/** All three ways through a checkout, its preview, and what it refuses. */
export async function checkout(world: World): Promise<void> {
  await hostedAndOneClick(world)
  await subscriptions(world)
  await confirmed(world)
  await openPayments(world)
  await refusals(world)
}

async function hostedAndOneClick({ client }: World): Promise<void> {
  const print = await onceFor(client, 4900)
  const product_cart = [{ product_id: print.product_id, quantity: 2 }]
  await client.checkoutSessions.preview({ product_cart, billing_address: inGermany, tax_id: 'DE123456789' })
  const open = await client.checkoutSessions.create({
    product_cart,
    customer: { email: 'grace@example.com', name: 'Grace' },
    metadata: { order: 'o1', rank: 2, gift: false },
    cancel_url: 'http://shop.test/cart',
    feature_flags: { redirect_immediately: true, require_cardholder_name: true },
    customization: { theme: 'dark', force_language: 'en' },
    custom_fields: [{ field_type: 'text', key: 'note', label: 'Note' }],
    allowed_payment_method_types: ['credit', 'debit'],
  })
  await client.checkoutSessions.retrieve(open.session_id)
  const payment = await buyOnPage(client, { product_cart, billing_address: inGermany }, { country: 'DE' })
  await buyOnPage(client, { product_cart }, { number: '4000000000000002', email: 'poor@example.com' })
  const { customer_id } = payment.customer
  const charged = await client.checkoutSessions.create({
    product_cart,
    customer: { customer_id },
    payment_method_id: payment.payment_method_id ?? '',
    confirm: true,
    metadata: { attempt: 'a1' },
  })
  await client.payments.retrieve(charged.payment_id ?? '')
  await client.payments.list({ customer_id, page_number: 0, status: 'succeeded', currency: 'USD' })
  await client.payments.list({ product_id: print.product_id, created_at_gte: '2020-01-01T00:00:00Z' })
  await client.payments.retrieveLineItems(payment.payment_id)
  await client.invoices.payments.retrieve(payment.payment_id)
}

async function subscriptions({ client }: World): Promise<void> {
  const seat = await client.addons.create({
    name: 'Seat',
    price: 1000,
    currency: 'USD',
    tax_category: 'saas',
  })
  const plan = await monthlyFor(client, 3000, { addons: [seat.id] })
  const print = await onceFor(client, 1900)
  const mixed = {
    product_cart: [
      { product_id: plan.product_id, quantity: 1, addons: [{ addon_id: seat.id, quantity: 3 }] },
      { product_id: print.product_id, quantity: 1 },
    ],
  }
  await client.checkoutSessions.preview(mixed)
  const payment = await buyOnPage(client, mixed, { email: 'mixed@example.com' })
  await client.subscriptions.retrieve(payment.subscription_id ?? '')
  const { customer_id } = payment.customer
  await client.subscriptions.list({ customer_id, page_number: 0, status: 'active' })
  const free = await monthlyFor(client, 3000, {}, { trial_period_days: 14 })
  const paid = await monthlyFor(client, 3000, {}, { trial_period_days: 14, trial_amount: 100 })
  for (const { product_id } of [free, paid]) {
    const product_cart = [{ product_id, quantity: 1 }]
    await client.checkoutSessions.preview({ product_cart })
    await buyOnPage(client, { product_cart }, { email: 'trial@example.com' })
  }
  const both = { product_cart: [free, plan].map(({ product_id }) => ({ product_id, quantity: 1 })) }
  await buyOnPage(client, both, { email: 'two.plans@example.com' })
  await buyOnPage(client, both, { email: 'two.plans@example.com', number: '4000000000000002' })
  await buyOnPage(
    client,
    {
      product_cart: [{ product_id: plan.product_id, quantity: 1 }],
      subscription_data: { on_demand: { mandate_only: true } },
    },
    { email: 'on.demand@example.com' },
  )
}

async function confirmed({ client }: World): Promise<void> {
  const print = await onceFor(client, 4900)
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: print.product_id, quantity: 1 }],
    customer: { email: 'confirmed@example.com', name: 'Con Firmed' },
    billing_address: inGermany,
    confirm: true,
  })
  await client.payments.retrieve(session.payment_id ?? '')
  await submitCheckout(session.checkout_url ?? '', { email: 'confirmed@example.com' })
  const billing = inGermany
  const product_cart = [{ product_id: print.product_id, quantity: 1 }]
  const customer = { email: 'deprecated@example.com', name: 'De Precated' }
  const linked = await client.payments.create({ billing, customer, product_cart, payment_link: true })
  await submitCheckout(linked.payment_link ?? '', { email: 'deprecated@example.com' })
  const paid = await client.payments.retrieve(linked.payment_id)
  await client.payments.create({ billing, customer, product_cart, metadata: { order: 'o9' } })
  await client.payments.create({
    billing,
    product_cart,
    customer: { customer_id: paid.customer.customer_id },
    payment_method_id: paid.payment_method_id ?? '',
  })
}

/** Payments that wait: for the bank, and for the card holder. */
async function openPayments({ client, control }: World): Promise<void> {
  const print = await onceFor(client, 4900)
  const product_cart = [{ product_id: print.product_id, quantity: 1 }]
  const email = 'slow.bank@example.com'
  await control('POST', '/weather', { match: { email }, effect: { processing: true }, times: 1 })
  const processing = await buyOnPage(client, { product_cart }, { email })
  await control('POST', `/payments/${processing.payment_id}/settle`, { status: 'cancelled' })
  await buyOnPage(client, { product_cart }, { email, number: '4000002500003155' })
}

async function refusals({ client, raw }: World): Promise<void> {
  const print = await onceFor(client, 4900)
  const product_cart = [{ product_id: print.product_id, quantity: 1 }]
  await refused(client.checkoutSessions.create({ product_cart: [] }))
  await refused(client.checkoutSessions.create({ product_cart, confirm: true }))
  await refused(client.checkoutSessions.create({ product_cart, payment_method_id: 'pm_1' }))
  await refused(client.checkoutSessions.create({ product_cart, discount_codes: ['NOTHING'] }))
  await refused(client.checkoutSessions.retrieve('cks_unknown'))
  await refused(client.payments.retrieve('pay_unknown'))
  await refused(client.subscriptions.retrieve('sub_unknown'))
  await refused(client.invoices.payments.retrieve('pay_unknown'))
  await raw('POST', '/checkouts', '{"half":')
  await raw('POST', '/checkouts', { product_cart: 'all of it' })
  await raw('GET', '/payments?page_size=101')
  await raw('GET', '/no/such/route')
  await raw('GET', '/products', undefined, 'a wrong key')
}
