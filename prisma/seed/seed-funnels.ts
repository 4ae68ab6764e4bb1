import type { Definition, Step } from '@/lib/funnels/definition'
import { putFunnel } from '@/lib/funnels/put-funnel'
import type { Rule } from '@/lib/rules/rule'
import { CATALOG } from './catalog-texts'
import { legalTexts } from './legal-texts'
import { OFFER_TEXTS } from './offer-texts'
import { PLACE_TEXTS } from './place-texts'
import type { CatalogOffer, CatalogProduct } from './texts/types'

type Key = CatalogOffer['key']
type Edges = { accepted?: Key; declined?: Key; failed?: Key }
type SeedFunnel = {
  key: string
  priority: number
  rule: Rule
  entry: Key
  steps: Partial<Record<Key, Edges>>
}

/** The demo shop's funnels. */
const FUNNELS: SeedFunnel[] = [
  {
    key: 'course',
    priority: 100,
    rule: { fact: 'bought', in: ['starter-course'] },
    entry: 'course-to-bundle',
    steps: {
      'course-to-bundle': {
        accepted: 'portfolio-review',
        declined: 'course-to-notebook',
        failed: 'course-to-notebook',
      },
      'course-to-notebook': {},
      'portfolio-review': {},
    },
  },
  {
    key: 'licence',
    priority: 90,
    rule: { fact: 'bought', in: ['lumen-edit-single'] },
    entry: 'single-to-team',
    steps: { 'single-to-team': {} },
  },
  {
    key: 'any-purchase',
    priority: 10,
    rule: { all: [] },
    entry: 'portfolio-review',
    steps: { 'portfolio-review': {} },
  },
]

/** One offer each beside a buy button, on the order page and in the account, for who buys the bundle itself. */
const AT_PLACES = [
  { key: 'bundle-with-notebook', placement: 'order_bump' },
  { key: 'bundle-goes-with-edit', placement: 'order_page' },
  { key: 'account-after-bundle', placement: 'account' },
] as const

const ends = { accepted: null, declined: null, failed: null, expired: null }

/** What all offers of the demo shop have in common. */
function stepOf(
  product: CatalogProduct,
  own: Pick<Step, 'key' | 'kind' | 'texts' | 'cooldownDays' | 'edges'>,
): Step {
  return {
    ...own,
    offer: own.key,
    product: product.slug,
    quantities: [1],
    discountCode: null,
    deadlineMinutes: 30,
    legal: legalTexts(product.delivery.kind),
    art: null,
    compare: false,
  }
}

function productOf(slug: string): CatalogProduct {
  const product = CATALOG.find((each) => each.slug === slug)
  if (!product) throw new Error(`The demo shop has no ${slug}.`)
  return product
}

/** Publishes the demo shop's funnels, and on each page of a one-time product the offer to buy it with one click. */
export async function seedFunnels(): Promise<void> {
  await seedPlaces()
  for (const { key, priority, rule, entry, steps } of FUNNELS) {
    const tree = OFFER_TEXTS.filter((offer) => steps[offer.key]).map((offer) =>
      stepOf(productOf(offer.product), {
        ...{ key: offer.key, kind: offer.kind, texts: offer.texts, cooldownDays: 30 },
        edges: { ...ends, ...steps[offer.key] },
      }),
    )
    await putFunnel(key, 'post_purchase', definition({ priority, rule, entry, steps: tree }))
  }
  for (const product of CATALOG.filter(({ kind }) => kind === 'one_time')) {
    const key = `buy-now:${product.slug}`
    const texts = Object.fromEntries(
      Object.entries(product.texts).map(([locale, { name, tagline, facts }]) => [
        locale,
        { headline: name, body: tagline, facts },
      ]),
    )
    const step = stepOf(product, { key, kind: 'cross_sell', texts, cooldownDays: 0, edges: ends })
    await putFunnel(
      key,
      'product_page',
      definition({ priority: 0, rule: { all: [] }, entry: key, steps: [step] }),
    )
  }
}

async function seedPlaces(): Promise<void> {
  for (const { key, placement } of AT_PLACES) {
    const offer = PLACE_TEXTS.find((each) => each.key === key)
    if (!offer) throw new Error(`The demo shop says nothing of ${key}.`)
    const { kind, texts, product } = offer
    const step = stepOf(productOf(product), { key, kind, texts, cooldownDays: 30, edges: ends })
    const rule: Rule = { fact: 'bought', in: ['complete-bundle'] }
    await putFunnel(key, placement, definition({ priority: 5, rule, entry: key, steps: [step] }))
  }
}

const definition = (own: Omit<Definition, 'markets'>): Definition => ({ ...own, markets: ['EU', 'JP', 'US'] })
