import type DodoPayments from 'dodopayments'
import { submitCheckout } from '../../testing'

/** A product sold once, in US dollars. */
export function onceFor(client: DodoPayments, price: number, more: object = {}) {
  return client.products.create({
    name: 'Print',
    tax_category: 'digital_products',
    price: { type: 'one_time_price', currency: 'USD', price },
    ...more,
  })
}

/** A monthly plan in US dollars that runs on. */
export function monthlyFor(client: DodoPayments, price: number, more: object = {}, terms: object = {}) {
  return client.products.create({
    name: 'Plan',
    tax_category: 'saas',
    price: {
      type: 'recurring_price',
      currency: 'USD',
      price,
      payment_frequency_count: 1,
      payment_frequency_interval: 'Month',
      subscription_period_count: 10,
      subscription_period_interval: 'Year',
      ...terms,
    },
    ...more,
  })
}

/** Buys on the hosted page and hands over the payment. */
export async function buyOnPage(
  client: DodoPayments,
  body: DodoPayments.CheckoutSessionCreateParams,
  fields: Record<string, string> = {},
) {
  const session = await client.checkoutSessions.create({ return_url: 'http://shop.test/done', ...body })
  await submitCheckout(session.checkout_url ?? '', fields)
  const { payment_id } = await client.checkoutSessions.retrieve(session.session_id)
  return client.payments.retrieve(payment_id ?? '')
}

export const inGermany = {
  country: 'DE',
  city: 'Berlin',
  state: 'Berlin',
  street: 'Unter den Linden 1',
  zipcode: '10117',
} as const
