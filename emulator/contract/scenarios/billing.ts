import { advance, createPlan, createSeat, paymentsOf, setSettings, subscribe } from '../../billing-testing'
import { submitCheckout } from '../../testing'
import { refused, type World } from '../world'

/** The life of subscriptions: renewals, changes of plan, declines and the ways back, pauses and ends. */
export async function billing(world: World): Promise<void> {
  await changesOfPlan(world)
  await declines(world)
  await endings(world)
  await onDemand(world)
  await setSettings(world.emulator, {
    renewal_retry_days: 0,
    grace_days: 0,
    plan_change_via_payment_link: false,
  })
}

async function changesOfPlan({ client, emulator }: World): Promise<void> {
  const seat = await createSeat(client)
  const basic = await createPlan(client, 3000, { addons: [seat] })
  const pro = await createPlan(client, 8000, { addons: [seat] })
  const addons = [{ addon_id: seat, quantity: 3 }]
  const id = await subscribe(client, basic, { email: 'plans@example.com', country: 'DE' })
  const change = { quantity: 2, proration_billing_mode: 'prorated_immediately' as const, addons }
  await client.subscriptions.previewChangePlan(id, { ...change, product_id: pro })
  await client.subscriptions.changePlan(id, {
    ...change,
    product_id: pro,
    on_payment_failure: 'prevent_change',
    metadata: { offer: 'seats' },
  })
  await client.subscriptions.previewChangePlan(id, { ...change, quantity: 1, product_id: basic })
  await client.subscriptions.changePlan(id, { ...change, quantity: 1, product_id: basic })
  const later = {
    product_id: pro,
    quantity: 1,
    proration_billing_mode: 'full_immediately' as const,
    effective_at: 'next_billing_date' as const,
  }
  await client.subscriptions.previewChangePlan(id, later)
  await client.subscriptions.changePlan(id, later)
  await client.subscriptions.retrieve(id)
  await refused(client.subscriptions.changePlan(id, later))
  await client.subscriptions.cancelChangePlan(id)
  await refused(client.subscriptions.cancelChangePlan(id))
  await client.subscriptions.changePlan(id, { ...later, addons })
  await advance(emulator, 'P61D')
  await client.subscriptions.retrieve(id)
  await refused(client.subscriptions.changePlan(id, { ...later, product_id: 'pdt_unknown' }))
  await setSettings(emulator, { plan_change_via_payment_link: true })
  const link = await client.subscriptions.changePlan(id, {
    product_id: pro,
    quantity: 5,
    proration_billing_mode: 'difference_immediately',
    collect_via_payment_link: true,
    on_payment_failure: 'prevent_change',
  })
  await client.payments.retrieve(link.payment_id ?? '')
  await submitCheckout(link.payment_link ?? '')
  await client.payments.retrieve(link.payment_id ?? '')
}

async function declines({ client, emulator }: World): Promise<void> {
  await setSettings(emulator, { renewal_retry_days: 13, grace_days: 3 })
  const plan = await createPlan(client, 3000)
  const id = await subscribe(client, plan, { email: 'declines@example.com', number: '4000000000000341' })
  await advance(emulator, 'P31D')
  await client.subscriptions.retrieve(id)
  const [failed] = await paymentsOf(client, id)
  await client.payments.retrieveRetryState(failed?.payment_id ?? '')
  await client.payments.retry(failed?.payment_id ?? '')
  await client.payments.retrieveRetryState(failed?.payment_id ?? '')
  await advance(emulator, 'P4D')
  const link = await client.subscriptions.updatePaymentMethod(id, {
    payment_method: { type: 'new', return_url: 'http://shop.test/account' },
  })
  await client.payments.retrieve(link.payment_id ?? '')
  await submitCheckout(link.payment_link ?? '')
  const { payment_method_id } = await client.subscriptions.retrieve(id)
  await client.subscriptions.updatePaymentMethod(id, {
    payment_method: { type: 'existing', payment_method_id: payment_method_id ?? '' },
  })
  await refused(client.subscriptions.updatePaymentMethod('sub_unknown', { payment_method: { type: 'new' } }))
}

async function endings({ client, emulator }: World): Promise<void> {
  const plan = await createPlan(client, 3000, { period: [90, 'Day'], trialDays: 14, trialAmount: 100 })
  const email = 'ends@example.com'
  const [first, second, third] = [
    await subscribe(client, plan, { email }),
    await subscribe(client, plan, { email }),
    await subscribe(client, plan, { email }),
  ]
  await client.subscriptions.update(first, { status: 'paused' })
  await client.subscriptions.update(first, { status: 'active' })
  await client.subscriptions.update(first, {
    cancel_at_next_billing_date: true,
    cancellation_feedback: 'unused',
  })
  await client.subscriptions.update(second, { status: 'cancelled', cancellation_comment: 'Enough' })
  await client.subscriptions.update(third, {
    metadata: { rank: 1 },
    billing: { country: 'FR', zipcode: '75001' },
    customer_name: 'Ada',
    customer_business_name: 'Engines',
  })
  await advance(emulator, 'P91D')
  await refused(client.subscriptions.update(third, { metadata: {} }))
}

async function onDemand({ client }: World): Promise<void> {
  const session = await client.checkoutSessions.create({
    product_cart: [{ product_id: await createPlan(client, 3000), quantity: 1 }],
    return_url: 'http://shop.test/done',
    subscription_data: { on_demand: { mandate_only: true } },
  })
  const answer = await submitCheckout(session.checkout_url ?? '', { email: 'demand@example.com' })
  const id = new URL(answer.headers.get('location') ?? '').searchParams.get('subscription_id') ?? ''
  const { payment_id } = await client.subscriptions.charge(id, {
    product_price: 1234,
    metadata: { why: 'usage' },
  })
  await client.payments.retrieve(payment_id)
  await client.payments.retrieveLineItems(payment_id)
}
