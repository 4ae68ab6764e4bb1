import 'server-only'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { firstShowable, followEdge, type Step } from '@/lib/funnels/next-step'
import { holds, type OrderFacts, triggerSchema } from '@/lib/funnels/trigger'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { mayOffer, type ShopperHistory } from './may-offer'
import { outcomeOf } from './outcome'
import { priceForOrder } from './price-for-order'
import { readHistory } from './read-history'

const MAX_IN_A_ROW = 3
/** How long after paying a browser may charge that order's payment method (trust: T2c). */
export const SITTING_MINUTES = 30

/**
 * Decides and records the offer a paid order sees next, or finds the one it already sees. Run by the worker
 * as soon as a payment is in, and by the return route should that come first; both reach the same row, because
 * an order sees an offer at most once. Null: the funnel is over, or there is nothing to show.
 */
export async function presentNextOffer(orderId: string): Promise<{ impressionId: string } | null> {
  const now = new Date()
  const order = await loadOrder(orderId)
  if (!order?.paidAt || !order.mainPayment) return null
  const { mainPayment } = order

  const shown = order.impressions.filter((impression) => impression.step)
  const last = shown.at(-1)
  const outcome = last && outcomeOf(last, last.attempts[0], now)
  if (last && outcome === 'open') return { impressionId: last.id }
  if (shown.length >= MAX_IN_A_ROW) return null
  // Whoever has just taken something back is not asked for more.
  if (order.impressions.some(({ undoneAt }) => undoneAt)) return null
  const expiresAt = new Date(order.paidAt.getTime() + SITTING_MINUTES * 60_000)
  if (expiresAt <= now) return null

  const history = await readHistory(order)
  const seen = new Set(order.impressions.map((impression) => impression.offerId))
  const step =
    last?.step && outcome && outcome !== 'open'
      ? await continueFunnel(last.step, outcome, history, seen, now)
      : await enterFunnel(factsOf(order, history), history, seen, now)
  if (!step) return null

  const offer = await db.offer.findUniqueOrThrow({ where: { id: step.offerId }, include: { product: true } })
  const providerProductId = offer.product.providerProductId
  const price = providerProductId && (await priceForOrder(order, mainPayment, { providerProductId }, now))
  if (!price) return null
  await db.impression.createMany({
    data: [
      {
        id: newId(),
        orderId,
        offerId: offer.id,
        offerVersion: offer.version,
        stepId: step.id,
        ...price,
        expiresAt: new Date(Math.min(expiresAt.getTime(), now.getTime() + offer.deadlineMinutes * 60_000)),
      },
    ],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({
    where: { orderId_offerId: { orderId, offerId: offer.id } },
    select: { id: true },
  })
  logger.info({ orderId, offer: offer.key, path: price.path, reason: price.pathReason }, 'offer presented')
  return { impressionId: impression.id }
}

type LoadedOrder = NonNullable<Awaited<ReturnType<typeof loadOrder>>>

async function loadOrder(orderId: string) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    include: {
      lines: { where: { impressionId: null }, include: { product: true, payment: true } },
      impressions: {
        orderBy: { presentedAt: 'asc' },
        include: { step: true, attempts: { orderBy: [...CURRENT_FIRST], take: 1 } },
      },
    },
  })
  return order && { ...order, mainPayment: order.lines[0]?.payment ?? null }
}

function factsOf(order: LoadedOrder, history: ShopperHistory): OrderFacts {
  return {
    bought: order.lines.map((line) => line.product.slug),
    kinds: order.lines.map((line) => line.product.kind),
    currency: order.mainPayment?.currency ?? '',
    country: order.country,
    customer: history.paidOrders > 1 ? 'returning' : 'first',
    owns: history.ownedSlugs,
  }
}

/** The first offer of the best funnel that has one to show: highest priority first, then by key. */
async function enterFunnel(
  facts: OrderFacts,
  history: ShopperHistory,
  seen: ReadonlySet<string>,
  now: Date,
): Promise<Step | null> {
  const funnels = await db.funnel.findMany({
    where: { active: true, entryStepId: { not: null } },
    orderBy: [{ priority: 'desc' }, { key: 'asc' }],
    include: { steps: { include: { offer: { include: { product: true } } } } },
  })
  for (const funnel of funnels) {
    const trigger = triggerSchema.safeParse(funnel.trigger)
    if (!trigger.success) {
      logger.error({ funnel: funnel.key }, 'funnel has a trigger that cannot be read; it is passed over')
      continue
    }
    if (!holds(trigger.data, facts)) continue
    const step = showable(funnel.steps, funnel.entryStepId, history, seen, now)
    if (step) return step
  }
  return null
}

async function continueFunnel(
  from: Step & { funnelId: string },
  outcome: 'accepted' | 'declined' | 'failed' | 'expired',
  history: ShopperHistory,
  seen: ReadonlySet<string>,
  now: Date,
): Promise<Step | null> {
  const steps = await db.funnelStep.findMany({
    where: { funnelId: from.funnelId },
    include: { offer: { include: { product: true } } },
  })
  return showable(steps, followEdge(from, outcome), history, seen, now)
}

type OfferStep = Step & { offer: Parameters<typeof mayOffer>[0] }

function showable(
  steps: OfferStep[],
  startId: string | null,
  history: ShopperHistory,
  seen: ReadonlySet<string>,
  now: Date,
): Step | null {
  const offers = new Map(steps.map((step) => [step.offerId, step.offer]))
  return firstShowable(new Map(steps.map((step) => [step.id, step])), startId, (offerId) => {
    const offer = offers.get(offerId)
    return offer !== undefined && !seen.has(offerId) && mayOffer(offer, history, now)
  })
}
