import { refused, type World } from '../world'
import { buyOnPage, monthlyFor, onceFor } from './goods'

export async function discounts({ client, raw }: World): Promise<void> {
  const ten = await client.discounts.create({
    type: 'percentage',
    amount: 1000,
    code: 'ten',
    name: 'Ten percent',
    subscription_cycles: 3,
    usage_limit: 100,
    expires_at: '2099-01-01T00:00:00Z',
  })
  const five = await client.discounts.create({
    type: 'flat',
    amount: 500,
    code: 'FIVE',
    currency_options: [{ currency: 'USD', is_default: true, max_amount_possible: 500 }],
  })
  const unnamed = await client.discounts.create({ type: 'percentage', amount: 250 })
  await client.discounts.retrieve(ten.discount_id)
  await client.discounts.retrieveByCode('TEN')
  await client.discounts.list({ page_number: 0, active: true, discount_type: 'percentage' })
  await client.discounts.update(five.discount_id, { name: 'Five dollars', preserve_on_plan_change: true })
  await client.discounts.delete(unnamed.discount_id)
  const plan = await monthlyFor(client, 3000)
  const print = await onceFor(client, 4900)
  const stacked = {
    product_cart: [plan, print].map(({ product_id }) => ({ product_id, quantity: 1 })),
    discount_codes: ['TEN', 'five'],
  }
  await client.checkoutSessions.preview(stacked)
  const payment = await buyOnPage(client, stacked, { email: 'saver@example.com' })
  await client.subscriptions.retrieve(payment.subscription_id ?? '')
  await client.subscriptions.list({ customer_id: payment.customer.customer_id, page_number: 0 })
  const path = `/discounts/${ten.discount_id}/customers`
  await raw('POST', path, { customer_ids: [payment.customer.customer_id] })
  await raw('GET', path)
  await raw('DELETE', `${path}/${payment.customer.customer_id}`)
  await refused(client.discounts.create({ type: 'percentage', amount: 100, code: 'TEN' }))
  await refused(client.discounts.retrieveByCode('NOTHING'))
  await refused(client.discounts.retrieve('dsc_unknown'))
}
