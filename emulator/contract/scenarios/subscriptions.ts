import { submitCheckout } from '../../testing'
import { refused, type World } from '../world'
import { buyOnPage, monthlyFor } from './goods'

/** Subscriptions over time: changes of plan and card, pauses, renewals, failures and their rescue. */
export async function subscriptions(world: World): Promise<void> {
  await planChanges(world)
  await changesOfState(world)
  await renewals(world)
  await rescue(world)
}

async function subscribe({ client }: World, product_id: string, email: string, more: object = {}) {
  const product_cart = [{ product_id, quantity: 1 }]
  const payment = await buyOnPage(client, { product_cart, ...more }, { email })
  return payment.subscription_id ?? ''
}

async function planChanges(world: World): Promise<void> {
  const { client } = world
  const seat = await client.addons.create({
    name: 'Seat',
    price: 1000,
    currency: 'USD',
    tax_category: 'saas',
  })
  const basic = await monthlyFor(client, 3000, { addons: [seat.id] })
  const pro = await monthlyFor(client, 8000, { addons: [seat.id] })
  const id = await subscribe(world, basic.product_id, 'planner@example.com')
  const upgrade = {
    product_id: pro.product_id,
    quantity: 1,
    addons: [{ addon_id: seat.id, quantity: 2 }],
    proration_billing_mode: 'difference_immediately' as const,
    on_payment_failure: 'prevent_change' as const,
  }
  await client.subscriptions.previewChangePlan(id, upgrade)
  await client.subscriptions.changePlan(id, { ...upgrade, metadata: { change: 'c1' } })
  const downgrade = { ...upgrade, product_id: basic.product_id, addons: [] }
  await client.subscriptions.previewChangePlan(id, downgrade)
  await client.subscriptions.changePlan(id, downgrade)
  const later = {
    product_id: pro.product_id,
    quantity: 1,
    proration_billing_mode: 'full_immediately',
    effective_at: 'next_billing_date',
    on_payment_failure: 'prevent_change',
  } as const
  await client.subscriptions.changePlan(id, later)
  await client.subscriptions.retrieve(id)
  await client.subscriptions.list({ page_number: 0 })
  await refused(client.subscriptions.changePlan(id, later))
  await client.subscriptions.cancelChangePlan(id)
  await refused(client.subscriptions.cancelChangePlan(id))
}

async function changesOfState(world: World): Promise<void> {
  const { client } = world
  const plan = await monthlyFor(client, 3000)
  const id = await subscribe(world, plan.product_id, 'changer@example.com')
  const { subscriptions: api } = client
  await api.update(id, { cancel_at_next_billing_date: true, cancellation_feedback: 'unused' })
  await api.update(id, { cancel_at_next_billing_date: false })
  await api.update(id, { status: 'paused' })
  await api.update(id, { status: 'active' })
  await api.update(id, { metadata: { note: 'kept' }, customer_business_name: 'Light Ltd' })
  await api.updatePaymentMethod(id, { payment_method: { type: 'new', return_url: 'http://shop.test/a' } })
  const { payment_method_id } = await api.retrieve(id)
  await api.updatePaymentMethod(id, {
    payment_method: { type: 'existing', payment_method_id: payment_method_id ?? '' },
  })
  await refused(api.charge(id, { product_price: 500 }))
  await refused(api.update(id, { next_billing_date: '2001-01-01T00:00:00Z' }))
  await api.update(id, { status: 'cancelled' })
  const onDemand = await subscribe(world, plan.product_id, 'charged@example.com', {
    subscription_data: { on_demand: { mandate_only: true } },
  })
  const { payment_id } = await api.charge(onDemand, { product_price: 700, metadata: { ride: 3 } })
  await client.payments.retrieve(payment_id)
}

async function renewals(world: World): Promise<void> {
  const { client, control } = world
  const plan = await monthlyFor(client, 3000)
  await subscribe(world, plan.product_id, 'renewed@example.com')
  const product_cart = [{ product_id: plan.product_id, quantity: 1 }]
  const fields = { email: 'broke@example.com', number: '4000000000000341' }
  const { subscription_id, customer } = await buyOnPage(client, { product_cart }, fields)
  await control('POST', '/clock', { advance: 'P32D' })
  const { items } = await client.payments.list({ customer_id: customer.customer_id, page_number: 0 })
  const failed = items.find((row) => row.status === 'failed')?.payment_id ?? ''
  await client.payments.retrieveRetryState(failed)
  await client.payments.retry(failed)
  await client.subscriptions.retrieve(subscription_id ?? '')
  await client.subscriptions.list({ status: 'on_hold', page_number: 0 })
}

/** A failed renewal in its days of grace, and the new card that saves it; another subscription runs out meanwhile. */
async function rescue(world: World): Promise<void> {
  const { client, control } = world
  await control('PATCH', '/settings', { grace_days: 3, renewal_retry_days: 13 })
  const plan = await monthlyFor(client, 3000)
  const short = { subscription_period_count: 1, subscription_period_interval: 'Month' }
  await subscribe(world, (await monthlyFor(client, 3000, {}, short)).product_id, 'short@example.com')
  const product_cart = [{ product_id: plan.product_id, quantity: 1 }]
  const fields = { email: 'rescued@example.com', number: '4000000000000341' }
  const { subscription_id } = await buyOnPage(client, { product_cart }, fields)
  const id = subscription_id ?? ''
  const { next_billing_date } = await client.subscriptions.retrieve(id)
  await control('POST', '/clock', { to: next_billing_date })
  await client.subscriptions.retrieve(id)
  await client.subscriptions.list({ status: 'past_due', page_number: 0 })
  const link = await client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
  await submitCheckout(link.payment_link ?? '', { email: fields.email })
  await client.subscriptions.retrieve(id)
}
