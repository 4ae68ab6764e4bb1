import 'server-only'
import { db } from '@/lib/db/prisma'
import { shownStep } from '@/lib/offers/shown'
import type { SuggestionView } from './view'

/** What the card of an impression says, with the product's price as its own page has it. */
export async function readSuggestion(impressionId: string, locale: string): Promise<SuggestionView> {
  const impression = await db.impression.findUniqueOrThrow({
    where: { id: impressionId },
    include: {
      version: true,
      offer: { include: { product: { include: { texts: { where: { locale }, select: { name: true } } } } } },
    },
  })
  const { product } = impression.offer
  const step = shownStep(impression)
  const name = product.texts[0]?.name ?? product.slug
  return {
    impressionId,
    slug: product.slug,
    name,
    art: step?.art ?? product.art,
    headline: step?.texts[locale]?.headline ?? name,
    body: step?.texts[locale]?.body ?? '',
    price: { amount: product.priceMinor, currency: product.currency },
    interval: product.interval === 'month' || product.interval === 'year' ? product.interval : null,
  }
}
