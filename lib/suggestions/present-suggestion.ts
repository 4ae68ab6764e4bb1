import 'server-only'
import { headers } from 'next/headers'
import { collectFacts, toShopper } from '@/lib/arbiter/collect-facts'
import { type Decision, decide } from '@/lib/arbiter/decide'
import { readDealings } from '@/lib/arbiter/read-dealings'
import { recordDecision } from '@/lib/arbiter/record-decision'
import { refuseOffer } from '@/lib/arbiter/refuse-offer'
import type { Shopper } from '@/lib/arbiter/shopper'
import { toTrace } from '@/lib/arbiter/trace'
import { readValues } from '@/lib/arbiter/values'
import { db } from '@/lib/db/prisma'
import { type Offered, readOffered } from '@/lib/funnels/published'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { hasRested } from '@/lib/offers/has-rested'
import { type LoadedOrder, loadOrder, occasionOf, personOf } from '@/lib/offers/load-order'
import { seenOffers } from '@/lib/offers/seen-offers'
import { readSuggestion } from './read-suggestion'
import type { CardPlace, SuggestionView } from './view'

const DAY_MS = 86_400_000
/** A card stands for this long unless it is answered, and after an answer its place is empty for as long. */
const CARD_DAYS = 30

/**
 * The card that goes with a paid order, on its page or in the account; null where the arbiter says so. Stored and
 * counted when it is first drawn for its owner, never for a browser that only loads ahead. Whose order it is was checked
 * by the caller. Whatever goes wrong with it, the page comes without it.
 */
export async function presentSuggestion(
  place: CardPlace,
  orderId: string,
  locale: string,
): Promise<SuggestionView | null> {
  try {
    if (await loadsAhead()) return null
    const impressionId = await present(place, orderId, new Date())
    return impressionId ? await readSuggestion(impressionId, locale) : null
  } catch (error) {
    logger.error({ orderId, place, err: error }, 'no suggestion could be decided; the page comes without it')
    return null
  }
}

async function loadsAhead(): Promise<boolean> {
  const asked = await headers()
  return ['sec-purpose', 'purpose', 'x-moz'].some((name) => asked.get(name)?.includes('prefetch'))
}

async function present(place: CardPlace, orderId: string, now: Date): Promise<string | null> {
  const offered = await readOffered()
  const versions = offered.versions.filter(({ placement }) => placement === place)
  const order = await loadOrder(orderId)
  if (!order?.paidAt || !order.mainPayment) return null
  const here = order.impressions.filter(({ offer }) => offer.placement === place)
  const last = here.at(-1)
  if (versions.length === 0 && !last) return null

  const dealings = await readDealings(order, orderId, now)
  const shopper = toShopper(dealings, offered.products, personOf(order))
  if (last?.state === 'presented' && last.expiresAt > now)
    return stillStands(last, shopper, offered, now) ? last.id : null
  const answered = last?.state === 'declined' || last?.state === 'accepted'
  if (answered && !hasRested(last.decidedAt ?? undefined, CARD_DAYS, now)) return null

  const facts = collectFacts(occasionOf(order, now), dealings, offered.products)
  const { experiments, settings: budget } = offered
  // Whoever has just taken something back is not asked for more.
  const takenBack = order.impressions.some(({ undoneAt }) => undoneAt)
  const decision = takenBack
    ? nothing
    : decide(place, versions, {
        ...{ facts, shopper, budget, ranking: budget.ranking, offered, experiments },
        worthOf: await readValues(budget.ranking, offered.products),
        seen: seenOffers(order.impressions, offered, () => true),
      })
  const impressionId = decision.winner && (await write(order, decision.winner, offered, now))
  await recordDecision({
    ...{ placement: place, subject: orderId, position: here.length, orderId, impressionId },
    why: takenBack ? 'taken_back' : decision.why,
    trace: toTrace(decision, facts, offered.unreadable),
    exposures: decision.exposures,
  })
  return impressionId
}

const nothing: Decision = { why: 'no_match', winner: null, verdicts: [], exposures: [] }

/** Whether a card that was shown before may be shown again: not switched off since, nor bought, nor out of sale. */
function stillStands(
  { offerId, offer }: LoadedOrder['impressions'][number],
  shopper: Shopper,
  { products, offersOff }: Offered,
  now: Date,
): boolean {
  const asked = { offer: offerId, cooldownDays: 0, product: products.get(offer.productId) }
  return !shopper.offersOff && !refuseOffer(asked, shopper, { seen: new Set(), off: offersOff, now })
}

async function write(
  { id: orderId, mainPayment }: LoadedOrder,
  { version, step }: NonNullable<Decision['winner']>,
  { products }: Offered,
  now: Date,
): Promise<string | null> {
  const product = products.get(step.product)
  if (!product || !mainPayment) return null
  const key = { orderId, offerId: step.offer }
  const price = { subtotalMinor: product.priceMinor, taxMinor: 0, totalMinor: product.priceMinor }
  await db.impression.createMany({
    data: [
      {
        ...{ id: newId(), ...key, versionId: version.id, stepKey: step.key, sourcePayment: mainPayment.id },
        ...{ ...price, currency: product.currency, path: 'hosted_checkout', pathReason: 'own_page' },
        ...{ shownAt: now, expiresAt: new Date(now.getTime() + CARD_DAYS * DAY_MS) },
      },
    ],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({ where: { orderId_offerId: key } })
  return impression.id
}
