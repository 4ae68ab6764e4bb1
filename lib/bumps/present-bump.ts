import 'server-only'
import type { Decision } from '@/lib/arbiter/decide'
import { readDealings } from '@/lib/arbiter/read-dealings'
import { readCampaign } from '@/lib/checkout/campaign'
import { db } from '@/lib/db/prisma'
import { type Offered, readOffered } from '@/lib/funnels/published'
import { ensureSessionId } from '@/lib/identity/session'
import type { Viewer } from '@/lib/identity/viewer'
import { personOf } from '@/lib/offers/load-order'
import { ownerOf } from '@/lib/orders/owned-by'
import { cartOf, decideBump, NOBODY, tokenOf } from './decide-bump'
import type { BumpView } from './view'

/**
 * What stands beside the buy button for somebody of whom nothing is known: the page is made beforehand, for everybody.
 * Null while an experiment decides it, because that asks who it is.
 */
export async function getBumpForAll(slug: string, locale: string): Promise<BumpView | null> {
  const offered = await readOffered()
  const cart = cartOf(slug, offered)
  if (!cart) return null
  const asker = { dealings: NOBODY, person: '', locale, campaign: null, now: new Date() }
  const { decision } = decideBump(cart, asker, offered)
  return decision.exposures.length > 0 ? null : toView(decision, offered, locale)
}

/**
 * The same for whoever asks: what they own, have refused, or switched off is not there. Writes nothing but, while an
 * experiment decides, the session that keeps a browser in its arm; what was there is stored with the order it began.
 */
export async function presentBump(viewer: Viewer, slug: string, locale: string): Promise<BumpView | null> {
  const offered = await readOffered()
  const cart = cartOf(slug, offered)
  if (!cart) return null
  const now = new Date()
  const [dealings, campaign] = await Promise.all([readDealings(ownerOf(viewer), null, now), readCampaign()])
  const askAs = (owner: Parameters<typeof personOf>[0]) =>
    decideBump(cart, { dealings, person: personOf(owner), locale, campaign, now }, offered).decision
  const owner = ownerOf(viewer)
  const decision = askAs(owner)
  const stranger = !owner.userId && !owner.sessionId && decision.exposures.length > 0
  return toView(
    stranger ? askAs({ ...owner, sessionId: await ensureSessionId() }) : decision,
    offered,
    locale,
  )
}

async function toView({ winner }: Decision, offered: Offered, locale: string): Promise<BumpView | null> {
  const product = winner && offered.products.get(winner.step.product)
  if (!winner || !product) return null
  const { art, texts } = await db.product.findUniqueOrThrow({
    where: { id: product.id },
    select: { art: true, texts: { where: { locale }, select: { name: true } } },
  })
  return {
    token: tokenOf(winner, product),
    name: texts[0]?.name ?? product.slug,
    headline: winner.step.texts[locale]?.headline ?? '',
    art: winner.step.art ?? art,
    price: { amount: product.priceMinor, currency: product.currency },
  }
}
