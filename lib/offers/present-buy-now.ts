import 'server-only'
import { collectFacts, toShopper } from '@/lib/arbiter/collect-facts'
import { type Decision, decide } from '@/lib/arbiter/decide'
import { readDealings } from '@/lib/arbiter/read-dealings'
import { recordDecision } from '@/lib/arbiter/record-decision'
import { toTrace } from '@/lib/arbiter/trace'
import type { Payment } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import type { Step } from '@/lib/funnels/definition'
import { type Offered, readOffered, type Version } from '@/lib/funnels/published'
import { isRecent, type Viewer } from '@/lib/identity/viewer'
import { newId } from '@/lib/ids'
import { ownedByViewer, ownerOf } from '@/lib/orders/owned-by'
import { isBarred } from './barred-card'
import { openSitting } from './kept-sitting'
import { personOf } from './load-order'
import { priceOffer } from './price-offer'
import { SITTING_MINUTES } from './sitting'
import type { CardOnFile } from './view'

/** `recent_login`: there is a kept card, and a new code makes it chargeable. */
export type BuyNow =
  | { kind: 'presented'; orderId: string; impressionId: string }
  | { kind: 'recent_login'; card: CardOnFile }

/** What a page can offer: the funnels whose first offer is its product. */
type Page = { slug: string; offered: Offered; versions: Version[] }

/** What a click on a product page would charge, in which order, and until when. */
type Source = { orderId: string; payment: Payment; savedMethodId: string | null; expiresAt: Date }

/**
 * Offers a product on its own page for one click: to a browser that has just paid an order, on that order's method, for
 * half an hour; to a customer who signed in lately, on the card they keep. The price with tax is stored, so that the
 * click charges what was shown. Null for everyone else, who buys on the standard checkout.
 */
export async function presentBuyNow(viewer: Viewer, slug: string, locale: string): Promise<BuyNow | null> {
  const now = new Date()
  const page = readPage(slug, await readOffered())
  if (page.versions.length === 0) return null
  const sitting = await findSitting(viewer, now)
  const presented = sitting && (await present(sitting, page, viewer, locale, now))
  if (presented || !viewer.user) return presented

  const kept = await db.savedMethod.findFirst({
    where: { userId: viewer.user.id, chosen: true, revokedAt: null },
    include: { payment: true },
  })
  const { decision } = kept ? await ask(page, viewer, kept.payment, locale, now) : { decision: null }
  if (!kept || !decision?.winner) return null
  if (!isRecent(viewer.user, now)) {
    const expiry = kept.expMonth && kept.expYear ? { month: kept.expMonth, year: kept.expYear } : null
    return { kind: 'recent_login', card: { brand: kept.brand, lastFour: kept.lastFour, expiry } }
  }
  const offerId = decision.winner.step.offer
  const orderId = await openSitting(viewer.user, { offerId, savedMethodId: kept.id, locale, now })
  const expiresAt = new Date(now.getTime() + SITTING_MINUTES * 60_000)
  return present(
    { orderId, payment: kept.payment, savedMethodId: kept.id, expiresAt },
    page,
    viewer,
    locale,
    now,
  )
}

const firstStep = ({ steps, entry }: Version): Step | undefined => (entry ? steps.get(entry) : undefined)

function readPage(slug: string, offered: Offered): Page {
  const product = [...offered.products.values()].find((each) => each.slug === slug)
  const versions = offered.versions.filter(
    (version) => version.placement === 'product_page' && firstStep(version)?.product === product?.id,
  )
  return { slug, offered, versions }
}

/** The arbiter's answer for a page: here it is the shopper who asks, and what one click would charge is known. */
async function ask({ offered, versions }: Page, viewer: Viewer, payment: Payment, locale: string, now: Date) {
  const owner = ownerOf(viewer)
  const dealings = await readDealings(owner, null, now)
  const billing = payment.billing as { country?: string | null }
  const occasion = {
    ...{ now, lines: [], value: null, locale, campaign: null, oneClick: true, isOrder: false },
    currency: payment.currency,
    country: billing.country ?? null,
    coupons: payment.coupons,
    paymentKind: payment.methodKind,
  }
  const facts = collectFacts(occasion, dealings, offered.products)
  const decision = decide('product_page', versions, {
    ...{ facts, budget: offered.settings, ranking: 'priority', worthOf: () => 0, offered },
    shopper: toShopper(dealings, offered.products, personOf(owner)),
    experiments: [],
    seen: new Set(),
  })
  return { decision, facts }
}

/** The order this very browser paid within the half hour, if its method may still be charged. */
async function findSitting(viewer: Viewer, now: Date): Promise<Source | null> {
  if (!viewer.sessionId) return null
  const since = new Date(now.getTime() - SITTING_MINUTES * 60_000)
  const order = await db.order.findFirst({
    where: {
      AND: ownedByViewer(viewer),
      sessionId: viewer.sessionId,
      paidAt: { gt: since },
      lines: { some: { impressionId: null } },
    },
    orderBy: { paidAt: 'desc' },
    include: { lines: { where: { impressionId: null }, include: { payment: true } } },
  })
  const payment = order?.lines[0]?.payment
  if (!order?.paidAt || !payment || (await isBarred(payment, order))) return null
  const expiresAt = new Date(order.paidAt.getTime() + SITTING_MINUTES * 60_000)
  return { orderId: order.id, payment, savedMethodId: null, expiresAt }
}

async function present(
  source: Source,
  page: Page,
  viewer: Viewer,
  locale: string,
  now: Date,
): Promise<BuyNow | null> {
  const { orderId, payment } = source
  const offers = page.versions.flatMap((version) => firstStep(version)?.offer ?? [])
  const known = await db.impression.findFirst({ where: { orderId, offerId: { in: offers } } })
  if (known) {
    const open = known.state === 'presented' && known.expiresAt > now
    return open ? { kind: 'presented', orderId, impressionId: known.id } : null
  }
  const { decision, facts } = await ask(page, viewer, payment, locale, now)
  const impressionId = decision.winner && (await write(source, decision.winner, page.offered, now))
  await recordDecision({
    placement: 'product_page',
    subject: `${orderId}:${page.slug}`,
    position: 0,
    orderId,
    why: decision.winner && !impressionId ? 'no_price' : decision.why,
    impressionId,
    trace: toTrace(decision, facts, page.offered.unreadable),
    exposures: [],
  })
  return impressionId ? { kind: 'presented', orderId, impressionId } : null
}

/** Writes what is shown, if one click can pay it; its id. */
async function write(
  { orderId, payment, savedMethodId, expiresAt }: Source,
  { version, step }: NonNullable<Decision['winner']>,
  offered: Offered,
  now: Date,
): Promise<string | null> {
  const providerProductId = offered.products.get(step.product)?.providerProductId
  if (!providerProductId) return null
  const { quantities, discountCode } = step
  const price = await priceOffer(
    payment,
    { providerProductId, quantities: quantities.slice(0, 1), discountCode },
    now,
  )
  if (price?.path !== 'one_click') return null
  const key = { orderId, offerId: step.offer }
  const shown = { versionId: version.id, stepKey: step.key, sourcePayment: payment.id, savedMethodId }
  await db.impression.createMany({
    data: [{ id: newId(), ...key, ...shown, ...price, expiresAt, shownAt: now }],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({ where: { orderId_offerId: key } })
  return impression.id
}
