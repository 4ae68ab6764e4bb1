import { afterEach, describe, expect, test } from 'vitest'
import { advance, body, createPlan, credit, openBilling, paymentsOf, subscribe } from './billing-testing'
import { refused } from './contract/world'
import { change } from './plan-testing'
import { submitCheckout } from './testing'

const closers: (() => unknown)[] = []
afterEach(async () => {
  for (const close of closers.splice(0)) await close()
})

async function world() {
  const opened = await openBilling()
  closers.push(opened.close)
  return opened
}

const MONTHLY = { every: [1, 'Month'] as [number, 'Month'] }

describe('what reduces a bill', () => {
  test('is credit first, then the wallet, and the card pays the rest', async () => {
    const { emulator, client } = await world()
    const id = await subscribe(client, await createPlan(client, 5000))
    await change(client, id, body({ product_id: await createPlan(client, 3000) }))
    const { customer } = await client.subscriptions.retrieve(id)
    await client.customers.wallets.ledgerEntries.create(customer.customer_id, {
      amount: 500,
      currency: 'USD',
      entry_type: 'credit',
    })
    const done = await change(client, id, body({ product_id: await createPlan(client, 8000) }))
    expect([done.charged, done.credits]).toEqual([2500, -2500])
    expect(await credit(emulator, id)).toMatchObject({ balance: 0 })
    const wallets = await client.customers.wallets.list(customer.customer_id)
    expect(wallets.items[0]?.balance).toBe(0)
  })

  test('is given back when the card is declined', async () => {
    const { emulator, client } = await world()
    const plan = await createPlan(client, 3000)
    const id = await subscribe(client, plan, { number: '4000000000000341' })
    const { customer } = await client.subscriptions.retrieve(id)
    const wallet = { amount: 500, currency: 'USD', entry_type: 'credit' } as const
    await client.customers.wallets.ledgerEntries.create(customer.customer_id, wallet)
    await advance(emulator, 'P31D')
    expect((await paymentsOf(client, id))[0]).toMatchObject({ status: 'failed', total_amount: 2500 })
    expect((await client.customers.wallets.list(customer.customer_id)).items[0]?.balance).toBe(500)
  })

  test('takes discount codes off for as many bills as they last', async () => {
    const { emulator, client } = await world()
    await client.discounts.create({ code: 'HALF', type: 'percentage', amount: 5000, subscription_cycles: 2 })
    const plan = await createPlan(client, 3000, MONTHLY)
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: plan, quantity: 1 }],
      discount_codes: ['HALF'],
      return_url: 'http://shop.test/done',
    })
    const answer = await submitCheckout(session.checkout_url ?? '')
    const id = new URL(answer.headers.get('location') ?? '').searchParams.get('subscription_id') ?? ''
    expect(await client.subscriptions.retrieve(id)).toMatchObject({ discount_cycles_remaining: 1 })
    await advance(emulator, 'P3M')
    expect((await paymentsOf(client, id)).map((payment) => payment.total_amount)).toEqual([
      3000, 3000, 1500, 1500,
    ])
    expect(await client.subscriptions.retrieve(id)).toMatchObject({
      discounts: null,
      recurring_pre_tax_amount: 3000,
    })
  })

  test('goes along to another plan only where the code says so', async () => {
    const { client } = await world()
    const percent = { type: 'percentage' as const, amount: 1000 }
    await client.discounts.create({ ...percent, code: 'STAYS', preserve_on_plan_change: true })
    await client.discounts.create({ ...percent, code: 'GOES' })
    await client.discounts.create({ ...percent, code: 'FRESH' })
    const plan = await createPlan(client, 3000)
    const product_id = await createPlan(client, 8000)
    const session = await client.checkoutSessions.create({
      product_cart: [{ product_id: plan, quantity: 1 }],
      discount_codes: ['STAYS', 'GOES'],
      return_url: 'http://shop.test/done',
    })
    const answer = await submitCheckout(session.checkout_url ?? '')
    const id = new URL(answer.headers.get('location') ?? '').searchParams.get('subscription_id') ?? ''
    const unknown = client.subscriptions.changePlan(id, body({ product_id, discount_codes: ['NOPE'] }))
    expect(await refused(unknown)).toBe('INVALID_DISCOUNT_CODE')
    const kept = await change(client, id, body({ product_id }))
    expect(kept.now.discounts?.map((each) => each.code)).toEqual(['STAYS'])
    expect(kept.now.recurring_pre_tax_amount).toBe(7200)
    const given = await change(client, id, body({ product_id, discount_codes: ['FRESH'] }))
    expect(given.now.discounts?.map((each) => each.code)).toEqual(['FRESH'])
    const none = await change(client, id, body({ product_id, discount_codes: [] }))
    expect(none.now).toMatchObject({ discounts: null, recurring_pre_tax_amount: 8000 })
    expect(none.charged).toBe(800)
  })
})
