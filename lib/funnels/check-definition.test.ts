import { describe, expect, it } from 'vitest'
import { type CheckContext, checkDefinition } from './check-definition'
import type { Definition, Step } from './definition'

const texts = { headline: 'More', body: 'It adds more.', facts: ['One', 'Two'] }
const legal = { withdrawal: '14 days', delivery: 'At once', cancellation: 'Free' }
const ends = { accepted: null, declined: null, failed: null, expired: null }

const step = (key: string, changes: Partial<Step> = {}): Step => ({
  ...{ key, offer: key, kind: 'upsell', product: 'course', quantities: [1], discountCode: null },
  ...{ deadlineMinutes: 30, cooldownDays: 30, art: null, compare: false, edges: ends },
  texts: { en: texts, ja: texts },
  legal: { en: legal, ja: legal },
  ...changes,
})
const context: CheckContext = {
  placement: 'post_purchase',
  locales: ['en', 'ja'],
  sittingMinutes: 30,
  products: new Map([
    ['course', { slug: 'course', kind: 'one_time', priceMinor: 12_900, currency: 'USD', forSale: true }],
    ['book', { slug: 'book', kind: 'one_time', priceMinor: 1_900, currency: 'USD', forSale: true }],
    ['yen', { slug: 'yen', kind: 'one_time', priceMinor: 1_900, currency: 'JPY', forSale: true }],
    ['plan', { slug: 'plan', kind: 'subscription', priceMinor: 3_000, currency: 'USD', forSale: true }],
    ['gone', { slug: 'gone', kind: 'one_time', priceMinor: 4_900, currency: 'USD', forSale: false }],
  ]),
  offers: new Map([
    ['old', { productId: 'book', placement: 'post_purchase' }],
    ['bump', { productId: 'course', placement: 'order_bump' }],
  ]),
  badDiscounts: new Set(['GONE']),
}

const funnel = (steps: Step[], changes: Partial<Definition> = {}): Definition => ({
  ...{ priority: 1, rule: { all: [] }, markets: ['EU', 'JP', 'US'], entry: steps[0]?.key ?? null },
  steps,
  ...changes,
})
const check = (definition: Definition, changes: Partial<CheckContext> = {}) =>
  checkDefinition(definition, { ...context, ...changes })
const edges = (declined: string) => ({ ...ends, declined })

describe('a definition', () => {
  it('that is complete has no problems', () => {
    expect(check(funnel([step('a', { edges: edges('b') }), step('b', { product: 'book' })]))).toEqual([])
  })

  const empty = { headline: ' ', body: '', facts: [] }
  const usd = { fact: 'currency' as const, in: ['USD', 'JPY'] }
  it.each<[string, Definition, object[]]>([
    ['without offers', funnel([]), [{ code: 'no_offers' }]],
    [
      'with a step that leads nowhere',
      funnel([step('a', { edges: edges('z') })]),
      [{ code: 'unknown_step', step: 'z', at: { step: 'a', field: 'edges.declined' } }],
    ],
    [
      'with a step nobody gets to',
      funnel([step('a'), step('b', { product: 'book' })]),
      [{ code: 'unreachable', at: { step: 'b', field: 'edges' } }],
    ],
    [
      'that runs in a circle',
      funnel([step('a', { edges: edges('b') }), step('b', { product: 'book', edges: edges('a') })]),
      [{ code: 'loop' }],
    ],
    ['without a product', funnel([step('a', { product: '' })]), [{ code: 'no_product' }]],
    ['with one not sold', funnel([step('a', { product: 'gone' })]), [{ code: 'product_not_sold' }]],
    [
      'under the key of another product',
      funnel([step('old')]),
      [{ code: 'other_product', sells: 'book', at: { step: 'old', field: 'offer' } }],
    ],
    ['under the key of another place', funnel([step('bump')]), [{ code: 'other_placement' }]],
    [
      'in a currency the product does not have',
      funnel([step('a')], { rule: usd }),
      [{ code: 'missing_currency', currency: 'JPY', has: 'USD' }],
    ],
    [
      'with a discount the provider refuses',
      funnel([step('a', { discountCode: 'GONE' })]),
      [{ code: 'bad_discount', discount: 'GONE' }],
    ],
    [
      'with a discount on a plan',
      funnel([step('a', { product: 'plan', discountCode: 'SAVE' })]),
      [{ code: 'discount_on_plan' }],
    ],
    [
      'that ends before the bank has answered',
      funnel([step('a', { deadlineMinutes: 9 })]),
      [{ code: 'deadline_too_short', minutes: 9, least: 10 }],
    ],
    [
      'that says less in one language',
      funnel([step('a', { texts: { en: texts, ja: empty } })]),
      ['headline', 'body', 'facts'].map((text) => ({ code: 'missing_text', locale: 'ja', text })),
    ],
    [
      'without the lines of its markets',
      funnel([step('a', { legal: { en: legal } })]),
      [
        { code: 'missing_legal', locale: 'ja', line: 'withdrawal', market: 'EU' },
        { code: 'missing_legal', locale: 'ja', line: 'delivery', market: 'JP' },
        { code: 'missing_legal', locale: 'ja', line: 'cancellation', market: 'JP' },
      ],
    ],
    ['that never matches', funnel([step('a')], { rule: { any: [] } }), [{ code: 'never_matches' }]],
    [
      'with a product nobody knows in its rule',
      funnel([step('a')], { rule: { none: [{ fact: 'owns', in: ['course', 'nothing'] }] } }),
      [{ code: 'unknown_in_rule', slug: 'nothing' }],
    ],
  ])('%s', (_, definition, problems) => {
    const found = check(definition)
    expect(found).toMatchObject(problems)
    expect(found).toHaveLength(problems.length)
    expect(found.every(({ severity }) => severity === 'error')).toBe(true)
  })

  describe('a swap', () => {
    const bought = (...slugs: string[]) => ({ rule: { fact: 'bought' as const, in: slugs } })
    const swap = (changes: Partial<Step> = {}) => step('a', { swap: true, ...changes })

    it('for what the rule says was bought passes', () => {
      expect(check(funnel([swap()], bought('book')))).toEqual([])
    })

    it.each<[string, Definition, string[]]>([
      ['of whatever was bought', funnel([swap()]), ['swap_unknown']],
      ['for something as dear', funnel([swap({ product: 'book' })], bought('course')), ['swap_not_bigger']],
      ['for itself', funnel([swap()], bought('book', 'course')), ['swap_not_bigger']],
      ['in another currency', funnel([swap()], bought('yen')), ['swap_currency']],
      ['of a plan', funnel([swap()], bought('plan')), ['swap_plan']],
      ['for a plan', funnel([swap({ product: 'plan' })], bought('book')), ['swap_plan']],
      ['of several', funnel([swap({ quantities: [1, 3] })], bought('book')), ['swap_quantity']],
    ])('%s is refused', (_, definition, codes) => {
      expect(check(definition).map(({ code }) => code)).toEqual(codes)
    })

    it('is made right after a purchase only', () => {
      const found = check(funnel([swap()], bought('book')), { placement: 'product_page' })
      expect(found.map(({ code }) => code)).toEqual(['swap_placement'])
    })
  })

  it('asks for no more lines than the markets its rule can reach', () => {
    const rule = { fact: 'country' as const, in: ['US', 'CA'] }
    expect(check(funnel([step('a', { legal: {} })], { rule }))).toEqual([])
    const plan = step('a', { product: 'plan', legal: {} })
    expect(check(funnel([plan], { rule }))).toMatchObject([
      { code: 'missing_legal', locale: 'en', line: 'cancellation', market: 'US' },
      { code: 'missing_legal', locale: 'ja', line: 'cancellation', market: 'US' },
    ])
  })

  it('warns of what is never shown, and lets it pass', () => {
    const products = ['course', 'book', 'plan', 'course']
    const four = products.map((product, at) =>
      step(`s${at}`, { product, edges: at < 3 ? edges(`s${at + 1}`) : ends }),
    )
    expect(check(funnel(four))).toMatchObject([{ severity: 'warning', code: 'too_deep' }])
    const twice = [step('a', { edges: edges('b') }), step('b')]
    expect(check(funnel(twice))).toMatchObject([{ severity: 'warning', code: 'offered_twice' }])
    expect(check(funnel([step('a', { deadlineMinutes: 60 })]))).toMatchObject([
      { severity: 'warning', code: 'deadline_too_long', most: 30 },
    ])
  })
})

describe('a place without a page of its own', () => {
  const headlineOnly = { headline: 'More', body: '', facts: [] }
  const says = (texts: Step['texts'][string]) => ({ texts: { en: texts, ja: texts } })
  const codes = (placement: CheckContext['placement'], changes: Partial<Step>) =>
    check(funnel([step('a', changes)]), { placement }).map(({ code }) => code)

  it('asks for the texts it shows, and for no deadline', () => {
    expect(codes('order_bump', { ...says(headlineOnly), deadlineMinutes: 1 })).toEqual([])
    expect(codes('order_page', says({ ...headlineOnly, body: 'It adds more.' }))).toEqual([])
    expect(codes('account', says(headlineOnly))).toEqual(['missing_text', 'missing_text'])
    expect(codes('order_bump', { legal: {} })).toContain('missing_legal')
  })

  it.each(['order_bump', 'order_page', 'account'] as const)(
    '%s has one of it, at its list price',
    (placement) => {
      expect(codes(placement, { discountCode: 'SAVE' })).toEqual(['discount_not_here'])
      expect(codes(placement, { quantities: [1, 3] })).toEqual(['one_quantity_here'])
      expect(codes(placement, { quantities: [3] })).toEqual(['one_quantity_here'])
      const two = funnel([step('a', { edges: edges('b') }), step('b', { product: 'book' })])
      expect(check(two, { placement }).map(({ code }) => code)).toEqual(['too_deep'])
    },
  )

  it('has no plan in a cart, but may lead to one', () => {
    expect(codes('order_bump', { product: 'plan' })).toEqual(['plan_as_bump'])
    expect(codes('account', { product: 'plan' })).toEqual([])
  })
})
