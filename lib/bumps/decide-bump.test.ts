import { expect, test } from 'vitest'
import type { Step } from '@/lib/funnels/definition'
import type { SoldProduct, Version } from '@/lib/funnels/published'
import { cartOf, tokenOf } from './decide-bump'

const product = (id: string, rest: Partial<SoldProduct> = {}): [string, SoldProduct] => [
  id,
  {
    ...{ id, slug: id, kind: 'one_time', tags: [], priceMinor: 1_900, currency: 'USD', interval: null },
    ...{ forSale: true, providerProductId: id },
    ...rest,
  },
]
const products = new Map([
  product('course'),
  product('book'),
  product('bundle', { parts: ['course', null] }),
  product('plan', { kind: 'subscription' }),
  product('yen', { currency: 'JPY' }),
])

const step = (sold: string): Step => ({
  ...{ key: sold, offer: sold, kind: 'cross_sell', product: sold, quantities: [1], discountCode: null },
  ...{ deadlineMinutes: 30, cooldownDays: 30, texts: {}, legal: {}, art: null, compare: false },
  edges: { accepted: null, declined: null, failed: null, expired: null },
})
const bump = (sold: string, placement: Version['placement'] = 'order_bump'): Version => ({
  ...{ id: `v-${sold}`, funnelId: sold, key: sold, number: 1, placement, rule: { all: [] }, priority: 0 },
  ...{ entry: sold, steps: new Map([[sold, step(sold)]]) },
})
const beside = (slug: string, versions: Version[]) =>
  cartOf(slug, { products, versions })?.versions.map(({ key }) => key) ?? null

test('another one-time product of the same currency may stand beside a button', () => {
  expect(beside('course', [bump('book'), bump('book', 'order_page')])).toEqual(['book'])
})

test.each([
  ['itself', 'course', 'course'],
  ['a plan', 'course', 'plan'],
  ['another currency', 'course', 'yen'],
  ['what the product includes', 'bundle', 'course'],
  ['a bundle that includes the product', 'course', 'bundle'],
  ['anything, beside a plan', 'plan', 'book'],
  ['anything, beside what the shop does not have', 'nothing', 'book'],
])('never %s', (_, slug, sold) => {
  expect(beside(slug, [bump(sold)])).toBeNull()
})

test('the token moves with version, step and price', () => {
  const book = product('book')[1]
  const token = (sold: string, price: SoldProduct) =>
    tokenOf({ version: bump(sold), step: step(sold) }, price)
  const all = [
    token('book', book),
    token('other', book),
    token('book', { ...book, priceMinor: 1_901 }),
    token('book', { ...book, currency: 'EUR' }),
  ]
  expect(new Set(all).size).toBe(all.length)
})
