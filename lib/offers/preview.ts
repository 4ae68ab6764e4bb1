import 'server-only'
import { db } from '@/lib/db/prisma'
import { env } from '@/lib/env'
import type { Step } from '@/lib/funnels/definition'
import { SITTING_MINUTES } from './sitting'
import type { OfferView } from './view'

/**
 * An offer of a draft as its shopper would see it, with the list price in the place of the provider's and a made-up
 * card: for the editor's preview. Writes nothing, so that it counts nowhere; null without a product. What the page would
 * send is refused, because there is no such impression.
 */
export async function previewOffer(step: Step, locale: string, quantity?: number): Promise<OfferView | null> {
  const product = await db.product.findUnique({
    where: { id: step.product },
    include: { texts: { where: { locale } } },
  })
  if (!product) return null
  const { currency, priceMinor } = product
  const money = (amount: number) => ({ amount, currency })
  const chosen = quantity !== undefined && step.quantities.includes(quantity) ? quantity : step.quantities[0]
  const total = money(priceMinor * (chosen ?? 1))
  const interval = product.interval === 'month' || product.interval === 'year' ? product.interval : null
  const texts = step.texts[locale]
  const legal = step.legal[locale]
  const minutes = Math.min(step.deadlineMinutes, SITTING_MINUTES)
  return {
    impressionId: '',
    attemptId: null,
    order: { id: '', number: 1042, paid: true },
    kind: step.kind,
    headline: texts?.headline ?? '',
    body: texts?.body ?? '',
    facts: texts?.facts ?? [],
    product: {
      slug: product.slug,
      name: product.texts[0]?.name ?? product.slug,
      art: step.art ?? product.art,
    },
    bought: null,
    inside: [],
    quantity: chosen ?? 1,
    choices:
      step.quantities.length > 1
        ? step.quantities.map((each) => ({
            quantity: each,
            total: money(priceMinor * each),
            mostChosen: false,
          }))
        : [],
    subtotal: total,
    saving: null,
    compareAt: null,
    tax: null,
    total,
    swap: null,
    renewal: interval && { price: total, interval },
    legal: [legal?.delivery, legal?.withdrawal, legal?.cancellation].flatMap((line) => line?.trim() || []),
    path: 'one_click',
    pathReason: 'saved_method',
    card: { brand: 'VISA', lastFour: '4242', expiry: { month: 12, year: new Date().getFullYear() + 2 } },
    expiresAt: new Date(Date.now() + minutes * 60_000).toISOString(),
    undoMinutes: interval || env.UNDO_MINUTES === 0 ? null : env.UNDO_MINUTES,
    state: { name: 'ready' },
  }
}
