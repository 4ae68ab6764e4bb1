import type { OfferView } from '@/lib/offers/view'
import type { Step } from './definition'

/** A product as the editor needs it, in one language. */
export type EditorProduct = {
  id: string
  slug: string
  name: string
  facts: string[]
  art: string
  kind: 'one_time' | 'subscription'
  priceMinor: number
  currency: string
  interval: 'month' | 'year' | null
}

/** What a new step of the tree begins with. */
export function newStep(key: string, defaults: { deadlineMinutes: number; cooldownDays: number }): Step {
  const texts = { headline: '', body: '', facts: [] }
  const legal = { withdrawal: '', delivery: '', cancellation: '' }
  return {
    ...{ key, offer: key, kind: 'cross_sell', product: '', quantities: [1], discountCode: null, ...defaults },
    texts: { en: texts, ja: texts },
    legal: { en: legal, ja: legal },
    ...{ art: null, compare: false },
    edges: { accepted: null, declined: null, failed: null, expired: null },
  }
}

/**
 * The offer page's view of a step nobody was shown: the price is the catalogue's, before tax and discount, which only
 * the provider knows for a shopper; card and order are examples.
 */
export function toPreview(
  step: Step,
  {
    product,
    bought,
    locale,
    now,
  }: { product: EditorProduct | null; bought: EditorProduct | null; locale: string; now: Date },
): OfferView {
  const texts = step.texts[locale]
  const currency = product?.currency ?? 'USD'
  const price = (quantity: number) => ({ amount: (product?.priceMinor ?? 0) * quantity, currency })
  const quantity = step.quantities[0] ?? 1
  return {
    ...{ impressionId: 'preview', attemptId: null, order: { id: 'preview', number: 1042, paid: true } },
    kind: step.kind,
    headline: texts?.headline || product?.name || step.key,
    body: texts?.body ?? '',
    facts: (texts?.facts ?? []).filter(Boolean),
    product: {
      slug: product?.slug ?? '',
      name: product?.name ?? step.key,
      art: step.art ?? product?.art ?? 'none',
    },
    bought: step.compare && bought ? { name: bought.name, art: bought.art, facts: bought.facts } : null,
    quantity,
    choices:
      step.quantities.length > 1
        ? step.quantities.map((each) => ({ quantity: each, total: price(each) }))
        : [],
    ...{ subtotal: price(quantity), saving: null, tax: null, total: price(quantity) },
    renewal: product?.interval ? { price: price(quantity), interval: product.interval } : null,
    ...{ path: 'one_click', pathReason: 'saved_method' },
    legal: Object.values(step.legal[locale] ?? {}).filter(Boolean),
    card: { brand: 'visa', lastFour: '4242', expiry: { month: 12, year: now.getUTCFullYear() + 2 } },
    expiresAt: new Date(now.getTime() + step.deadlineMinutes * 60_000).toISOString(),
    undoMinutes: product?.interval ? null : 30,
    state: { name: 'ready' },
  }
}
