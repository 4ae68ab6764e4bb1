import { z } from 'zod'

/** What earlier answers of one side named, for later calls to it. */
export interface Found {
  product?: string
  plan?: string
  customer?: string
  session?: string
  webhook?: string
}

export interface Step {
  name: string
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE'
  path: (found: Found) => string
  body?: (found: Found) => unknown
  keep?: (json: unknown) => Found
}

const get = (path: string | ((found: Found) => string), name?: string): Step => ({
  name: name ?? `GET ${typeof path === 'string' ? path : ''}`,
  method: 'GET',
  path: typeof path === 'string' ? () => path : path,
})

const id = (key: string) => (json: unknown) =>
  z.looseObject({ [key]: z.string() }).safeParse(json).data?.[key] as string

const cart = ({ product }: Found) => [{ product_id: product, quantity: 1 }]

const product = (name: string, price: object) => ({
  name,
  tax_category: 'digital_products',
  price: { currency: 'USD', price: 4900, discount: 0, purchasing_power_parity: false, ...price },
})

/**
 * Reads, mistakes, and calls that leave only test data behind: two products (archived at the end), one customer, one
 * unpaid checkout, one webhook endpoint (deleted at the end). No step charges anything.
 */
export const STEPS: readonly Step[] = [
  get('/products?page_size=3&page_number=0'),
  get('/customers?page_size=3&page_number=0'),
  get('/payments?page_size=3&page_number=0'),
  get('/subscriptions?page_size=3&page_number=0'),
  get('/refunds?page_size=3&page_number=0'),
  get('/addons?page_size=3&page_number=0'),
  get('/discounts?page_size=3&page_number=0'),
  get('/license_keys?page_size=3&page_number=0'),
  get('/webhooks?limit=3'),
  get('/checkout/supported_countries'),
  get('/products?page_size=101', 'a page too large'),
  get('/products?page_size=many', 'a page size that is no number'),
  ...['products', 'customers', 'payments', 'subscriptions', 'refunds', 'checkouts', 'addons', 'webhooks'].map(
    (kind) => get(`/${kind}/no_such_thing`, `GET /${kind}/{unknown}`),
  ),
  get('/discounts/code/NOSUCHCODE', 'an unknown discount code'),
  get('/no-such-route', 'an unknown route'),
  { name: 'POST /products without a body', method: 'POST', path: () => '/products', body: () => ({}) },
  {
    name: 'POST /products, sold once',
    method: 'POST',
    path: () => '/products',
    body: () => product('Comparison, sold once', { type: 'one_time_price' }),
    keep: (json) => ({ product: id('product_id')(json) }),
  },
  {
    name: 'POST /products, a plan',
    method: 'POST',
    path: () => '/products',
    body: () =>
      product('Comparison, a plan', {
        type: 'recurring_price',
        payment_frequency_count: 1,
        payment_frequency_interval: 'Month',
        subscription_period_count: 10,
        subscription_period_interval: 'Year',
        trial_period_days: 0,
      }),
    keep: (json) => ({ plan: id('product_id')(json) }),
  },
  get(({ product }) => `/products/${product}`, 'GET /products/{id}, sold once'),
  get(({ plan }) => `/products/${plan}`, 'GET /products/{id}, a plan'),
  {
    name: 'POST /customers',
    method: 'POST',
    path: () => '/customers',
    body: () => ({ email: 'comparison@example.com', name: 'Comparison' }),
    keep: (json) => ({ customer: id('customer_id')(json) }),
  },
  {
    name: 'POST /customers with a wrong address',
    method: 'POST',
    path: () => '/customers',
    body: () => ({ email: 'x', name: 'x' }),
  },
  get(({ customer }) => `/customers/${customer}`, 'GET /customers/{id}'),
  get(({ customer }) => `/customers/${customer}/payment-methods`, 'payment methods'),
  get(({ customer }) => `/customers/${customer}/wallets`, 'wallets'),
  {
    name: 'POST /checkouts/preview',
    method: 'POST',
    path: () => '/checkouts/preview',
    body: (found) => ({ product_cart: cart(found), billing_address: { country: 'DE', zipcode: '10115' } }),
  },
  {
    name: 'POST /checkouts/preview, a plan',
    method: 'POST',
    path: () => '/checkouts/preview',
    body: ({ plan }) => ({
      product_cart: [{ product_id: plan, quantity: 1 }],
      billing_address: { country: 'DE' },
    }),
  },
  {
    name: 'POST /checkouts',
    method: 'POST',
    path: () => '/checkouts',
    body: (found) => ({ product_cart: cart(found), return_url: 'https://example.com/return' }),
    keep: (json) => ({ session: id('session_id')(json) }),
  },
  get(({ session }) => `/checkouts/${session}`, 'GET /checkouts/{id}'),
  {
    name: 'POST /checkouts with an empty cart',
    method: 'POST',
    path: () => '/checkouts',
    body: () => ({ product_cart: [] }),
  },
  {
    name: 'POST /checkouts of an unknown product',
    method: 'POST',
    path: () => '/checkouts',
    body: () => ({ product_cart: [{ product_id: 'pdt_no_such_thing', quantity: 1 }] }),
  },
  {
    name: 'POST /checkouts with a method but no confirm',
    method: 'POST',
    path: () => '/checkouts',
    body: (found) => ({ product_cart: cart(found), payment_method_id: 'pm_no_such_thing' }),
  },
  {
    name: 'a refund of an unknown payment',
    method: 'POST',
    path: () => '/refunds',
    body: () => ({ payment_id: 'pay_no_such_thing' }),
  },
  {
    name: 'POST /webhooks',
    method: 'POST',
    path: () => '/webhooks',
    body: () => ({ url: 'https://example.com/comparison', disabled: true }),
    keep: (json) => ({ webhook: id('id')(json) }),
  },
  get(({ webhook }) => `/webhooks/${webhook}`, 'GET /webhooks/{id}'),
  get(({ webhook }) => `/webhooks/${webhook}/secret`, 'GET /webhooks/{id}/secret'),
  { name: 'DELETE /webhooks/{id}', method: 'DELETE', path: ({ webhook }) => `/webhooks/${webhook}` },
  { name: 'archive the product', method: 'DELETE', path: ({ product }) => `/products/${product}` },
  { name: 'archive the plan', method: 'DELETE', path: ({ plan }) => `/products/${plan}` },
]
