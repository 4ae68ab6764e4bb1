import type DodoPayments from 'dodopayments'
import { afterEach, describe, expect, test } from 'vitest'
import type { SettingsPatch } from './billing/settings'
import {
  advance,
  createPlan,
  eventsOf,
  openBilling,
  paymentsOf,
  setSettings,
  subscribe,
} from './billing-testing'
import { refused } from './contract/world'
import { buyOnce, control, submitCheckout } from './testing'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

const email = 'late@example.com'

/** A subscription whose card pays at the checkout and never again. */
async function world(settings: SettingsPatch = {}) {
  const opened = await openBilling(settings)
  closers.push(opened.close)
  const { client } = opened
  const id = await subscribe(client, await createPlan(client, 3000), { email, number: '4000000000000341' })
  const { next_billing_date } = await client.subscriptions.retrieve(id)
  return { ...opened, id, due: next_billing_date }
}

function statusOf(client: DodoPayments, id: string) {
  return client.subscriptions.retrieve(id).then((subscription) => subscription.status)
}

describe('a declined renewal', () => {
  test('puts the subscription on hold, and it is not billed again by itself', async () => {
    const { emulator, client, id, due } = await world()
    await advance(emulator, 'P90D')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      status: 'on_hold',
      next_billing_date: due,
    })
    expect((await paymentsOf(client, id)).map((payment) => payment.status)).toEqual(['failed', 'succeeded'])
    expect((await eventsOf(emulator, email)).slice(2)).toEqual(['payment.failed', 'subscription.on_hold'])
  })

  test('is tried again after 12, 24, 48, 72 and 96 hours in thirteen days', async () => {
    const { emulator, client, id, due } = await world({ renewal_retry_days: 13 })
    await advance(emulator, 'P60D')
    const tries = (await paymentsOf(client, id)).slice(0, -1).reverse()
    const hours = tries.map((payment) => (Date.parse(payment.created_at) - Date.parse(due)) / 3_600_000)
    expect(hours).toEqual([0, 12, 36, 84, 156, 252])
    const attempts = await Promise.all(tries.map((payment) => client.payments.retrieve(payment.payment_id)))
    expect(attempts.map((payment) => payment.retry_attempt)).toEqual([0, 1, 2, 3, 4, 5])
    expect(await statusOf(client, id)).toBe('on_hold')
    expect((await eventsOf(emulator, email)).slice(2, 5)).toEqual([
      'payment.failed',
      'subscription.on_hold',
      'dunning.started',
    ])
  })

  test('is not tried again with a card that is lost or over', async () => {
    const { emulator, client } = await world({ renewal_retry_days: 13 })
    const id = await subscribe(client, await createPlan(client, 3000), { number: '4000000000004905' })
    await advance(emulator, 'P60D')
    expect((await paymentsOf(client, id)).map((payment) => payment.status)).toEqual(['failed', 'succeeded'])
  })

  test.each(['on_hold', 'cancelled'] as const)(
    'leaves days of grace, which end in %s',
    async (grace_ends_in) => {
      const { emulator, client, id } = await world({ grace_days: 3, grace_ends_in })
      await advance(emulator, 'P31D')
      expect(await statusOf(client, id)).toBe('past_due')
      await advance(emulator, 'P3D')
      expect(await statusOf(client, id)).toBe(grace_ends_in)
      expect((await eventsOf(emulator, email)).slice(2)).toEqual([
        'payment.failed',
        'subscription.past_due',
        `subscription.${grace_ends_in}`,
      ])
    },
  )
})

describe('a subscription on hold', () => {
  test('is rescued by another saved card, and renews with it from then on', async () => {
    const { emulator, client, id, due } = await world({ renewal_retry_days: 13 })
    const { methodId } = await buyOnce(client, { email })
    await advance(emulator, 'P31D')
    const answer = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'existing', payment_method_id: methodId },
    })
    expect(await client.payments.retrieve(answer.payment_id ?? '')).toMatchObject({
      status: 'succeeded',
      total_amount: 3000,
      is_update_payment_method: false,
    })
    const back = await client.subscriptions.retrieve(id)
    expect(back).toMatchObject({ status: 'active', payment_method_id: methodId, previous_billing_date: due })
    expect(Date.parse(back.next_billing_date) - Date.parse(due)).toBe(30 * 86_400_000)
    expect((await eventsOf(emulator, email)).slice(-5)).toEqual([
      'payment.succeeded',
      'subscription.update_payment_method',
      'subscription.updated',
      'subscription.active',
      'dunning.recovered',
    ])
    await control(emulator, 'POST', '/clock', { to: back.next_billing_date })
    const paid = (await paymentsOf(client, id)).filter((payment) => payment.status === 'succeeded')
    expect(paid).toHaveLength(3)
  })

  test('is rescued by a new card on the page, after a declined one', async () => {
    const { emulator, client, id } = await world()
    await advance(emulator, 'P31D')
    const link = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'new', return_url: 'http://shop.test/account' },
    })
    expect((await fetch(link.payment_link ?? '')).status).toBe(200)
    const wrong = await submitCheckout(link.payment_link ?? '', { number: '1234' })
    expect(wrong.status).toBe(422)
    const declined = await submitCheckout(link.payment_link ?? '', { number: '4000000000000002' })
    const next = new URL(declined.headers.get('location') ?? '', emulator.url)
    expect(next.searchParams.get('declined')).toBe('GENERIC_DECLINE')
    expect(await (await fetch(next)).text()).toContain('Your card was declined')
    const paid = await submitCheckout(next.href.split('?')[0] ?? '')
    expect(new URL(paid.headers.get('location') ?? '').searchParams.get('status')).toBe('active')
    const subscription = await client.subscriptions.retrieve(id)
    const methods = await client.customers.retrievePaymentMethods(subscription.customer.customer_id)
    const card = methods.items.find((item) => item.payment_method_id === subscription.payment_method_id)
    expect(card?.card?.last4_digits).toBe('4242')
    const again = await fetch(link.payment_link ?? '')
    expect(await again.text()).not.toContain('name="number"')
  })

  test('is paid once, though a link was still open', async () => {
    const { emulator, client, id } = await world()
    const { methodId } = await buyOnce(client, { email })
    await advance(emulator, 'P31D')
    const link = await client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
    await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'existing', payment_method_id: methodId },
    })
    await submitCheckout(link.payment_link ?? '')
    const paid = (await paymentsOf(client, id)).filter((payment) => payment.status === 'succeeded')
    expect(paid).toHaveLength(2)
    expect((await client.payments.retrieve(link.payment_id ?? '')).status).toBe('cancelled')
  })

  test('is tried again by hand, at most three times, an hour apart', async () => {
    const { emulator, client, id } = await world()
    await advance(emulator, 'P31D')
    const [failed] = await paymentsOf(client, id)
    const payment = failed?.payment_id ?? ''
    expect(await client.payments.retrieveRetryState(payment)).toMatchObject({
      can_retry: true,
      sends_used: 0,
    })
    for (const sends_used of [1, 2, 3]) {
      const retry = await client.payments.retry(payment)
      expect(retry).toMatchObject({ is_manual_retry: true, sends_used, status: 'failed' })
      expect((await client.payments.retrieveRetryState(payment)).can_retry).toBe(false)
      await advance(emulator, 'PT1H')
    }
    expect(await refused(client.payments.retry(payment))).toBe('SUBSCRIPTION_PAYMENT_RETRY_LIMIT_EXCEEDED')
    const [paid] = (await paymentsOf(client, id)).slice(-1)
    expect(await refused(client.payments.retry(paid?.payment_id ?? ''))).toBe('UNSUPPORTED_ACTION')
  })
})

describe('an active subscription', () => {
  test('gets another card by a payment of 0', async () => {
    const { emulator, client, id } = await world()
    const { methodId } = await buyOnce(client, { email })
    const answer = await client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'existing', payment_method_id: methodId },
    })
    expect(await client.payments.retrieve(answer.payment_id ?? '')).toMatchObject({
      total_amount: 0,
      is_update_payment_method: true,
      status: 'succeeded',
    })
    await advance(emulator, 'P31D')
    expect(await statusOf(client, id)).toBe('active')
    const stranger = await buyOnce(client, { email: 'someone@example.com' })
    const theft = client.subscriptions.updatePaymentMethod(id, {
      payment_method: { type: 'existing', payment_method_id: stranger.methodId },
    })
    expect(await refused(theft)).toBe('INVALID_REQUEST_PARAMETERS')
  })

  test('pays a change of plan by link where the business may', async () => {
    const { emulator, client, id } = await world()
    await setSettings(emulator, { plan_change_via_payment_link: true })
    const product_id = await createPlan(client, 8000)
    const link = await client.subscriptions.changePlan(id, {
      product_id,
      quantity: 1,
      proration_billing_mode: 'difference_immediately',
      collect_via_payment_link: true,
      on_payment_failure: 'prevent_change',
    })
    expect((await client.subscriptions.retrieve(id)).product_id).not.toBe(product_id)
    await submitCheckout(link.payment_link ?? '')
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ product_id, status: 'active' })
    expect((await paymentsOf(client, id))[0]).toMatchObject({ total_amount: 5000, status: 'succeeded' })
  })

  test('forgets a link that nobody paid in a day', async () => {
    const { emulator, client, id } = await world()
    const link = await client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
    await advance(emulator, 'P2D')
    expect((await client.payments.retrieve(link.payment_id ?? '')).status).toBe('cancelled')
    expect(await statusOf(client, id)).toBe('active')
  })
})
