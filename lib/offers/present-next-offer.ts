import 'server-only'
import { collectFacts, toShopper } from '@/lib/arbiter/collect-facts'
import { type Decision, decide, decideOnward, type Question } from '@/lib/arbiter/decide'
import { readDealings } from '@/lib/arbiter/read-dealings'
import { type Beforehand, recordDecision } from '@/lib/arbiter/record-decision'
import { toTrace } from '@/lib/arbiter/trace'
import { readValues } from '@/lib/arbiter/values'
import { db } from '@/lib/db/prisma'
import { MAX_IN_A_ROW } from '@/lib/funnels/check-tree'
import { type Offered, readOffered, readVersion } from '@/lib/funnels/published'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { findSwappable, type Swappable } from '@/lib/swaps/find-swappable'
import { hasOfferPage } from './has-offer-page'
import { type LoadedOrder, loadOrder, occasionOf, personOf } from './load-order'
import { outcomeOf } from './outcome'
import { priceForOrder } from './price-for-order'
import { seenOffers } from './seen-offers'
import { SITTING_MINUTES } from './sitting'

/**
 * Decides and records the offer a paid order sees next, or finds the one it already sees. Run by the worker
 * as soon as a payment is in, and by the return route should that come first; both reach the same row, because
 * an order sees an offer at most once. Null: the funnel is over, or there is nothing to show; why is kept.
 */
export async function presentNextOffer(orderId: string): Promise<{ impressionId: string } | null> {
  const now = new Date()
  const order = await loadOrder(orderId)
  if (!order?.paidAt || !order.mainPayment) return null
  const shown = order.impressions.filter(({ offer }) => offer.placement === 'post_purchase')
  const last = shown.at(-1)
  const outcome = last && outcomeOf(last, last.attempts[0], now)
  if (last && outcome === 'open') return { impressionId: last.id }

  const expiresAt = new Date(order.paidAt.getTime() + SITTING_MINUTES * 60_000)
  const over = whyOver(order, shown.length, expiresAt, now)
  const offered = await readOffered()
  const question = await askFor(order, offered, now)
  const decision = over
    ? nothing
    : last && outcome && outcome !== 'open'
      ? await goOn(last, outcome, offered, question)
      : decide(
          'post_purchase',
          offered.versions.filter(({ placement }) => placement === 'post_purchase'),
          question,
        )
  const { winner } = decision
  const swaps = winner?.step.swap ? question.swappable : null
  const presented = winner && (await present(order, winner, { offered, swaps }, expiresAt, now))
  await recordDecision({
    placement: 'post_purchase',
    subject: orderId,
    position: shown.length,
    orderId,
    why: over ?? (winner && !presented ? (swaps ? 'no_swap' : 'no_price') : decision.why),
    impressionId: presented?.impressionId ?? null,
    trace: toTrace(decision, question.facts, offered.unreadable),
    exposures: decision.exposures,
  })
  return presented
}

const nothing: Decision = { why: 'no_match', winner: null, verdicts: [], exposures: [] }

function whyOver(order: LoadedOrder, shown: number, expiresAt: Date, now: Date): Beforehand | null {
  if (shown >= MAX_IN_A_ROW) return 'three_shown'
  // Whoever has just taken something back is not asked for more.
  if (order.impressions.some(({ undoneAt }) => undoneAt)) return 'taken_back'
  return expiresAt <= now ? 'sitting_over' : null
}

type Asked = Question & { swappable: Swappable | null }

async function askFor(order: LoadedOrder, offered: Offered, now: Date): Promise<Asked> {
  const dealings = await readDealings(order, order.id, now)
  const facts = collectFacts(occasionOf(order, now), dealings, offered.products)
  const { ranking } = offered.settings
  const { experiments, settings: budget } = offered
  const seen = seenOffers(order.impressions, offered, (placement) => !hasOfferPage(placement))
  const shopper = toShopper(dealings, offered.products, personOf(order))
  const swappable = await findSwappable(order)
  const worthOf = await readValues(ranking, offered.products, swappable?.totalMinor)
  return { swappable, facts, shopper, budget, ranking, worthOf, offered, experiments, seen }
}

async function goOn(
  last: LoadedOrder['impressions'][number],
  outcome: 'accepted' | 'declined' | 'failed' | 'expired',
  offered: Offered,
  question: Question,
): Promise<Decision> {
  const version = await readVersion(last.versionId, offered)
  const step = version?.steps.get(last.stepKey)
  return version && step ? decideOnward(version, step.edges[outcome], question) : nothing
}

async function present(
  order: LoadedOrder,
  { version, step }: NonNullable<Decision['winner']>,
  { offered, swaps }: { offered: Offered; swaps: Swappable | null },
  expiresAt: Date,
  now: Date,
): Promise<{ impressionId: string } | null> {
  const providerProductId = offered.products.get(step.product)?.providerProductId
  if (!providerProductId || !order.mainPayment) return null
  const { quantities, discountCode, deadlineMinutes } = step
  const wanted = { providerProductId, quantities, discountCode }
  const price = await priceForOrder(order, order.mainPayment, wanted, now)
  if (!price || (swaps && !isFairSwap(swaps, price))) return null
  const deadline = Math.min(expiresAt.getTime(), now.getTime() + deadlineMinutes * 60_000)
  const key = { orderId: order.id, offerId: step.offer }
  await db.impression.createMany({
    data: [
      {
        id: newId(),
        ...key,
        versionId: version.id,
        stepKey: step.key,
        ...price,
        ...(swaps && { replacesLine: swaps.lineId, goesBackMinor: swaps.totalMinor }),
        expiresAt: new Date(deadline),
      },
    ],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({
    where: { orderId_offerId: key },
    select: { id: true },
  })
  const log = { orderId: order.id, offer: step.offer, path: price.path, reason: price.pathReason }
  logger.info(log, 'offer presented')
  return { impressionId: impression.id }
}

/**
 * Whether a swap can be told in two sums of one kind: both the provider's, in one currency, by the very method that goes
 * both ways, and the new one the bigger.
 */
const isFairSwap = (swaps: Swappable, price: NonNullable<Awaited<ReturnType<typeof priceForOrder>>>) =>
  price.path === 'one_click' &&
  price.savedMethodId === null &&
  price.sourcePayment === swaps.paymentId &&
  price.currency === swaps.currency &&
  price.totalMinor > swaps.totalMinor &&
  price.prices.length === 0
