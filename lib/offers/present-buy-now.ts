import 'server-only'
import type { Offer, Payment, Product } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { isRecent, type Viewer } from '@/lib/identity/viewer'
import { newId } from '@/lib/ids'
import { ownedByViewer, ownerOf } from '@/lib/orders/owned-by'
import { isBarred } from './barred-card'
import { openSitting } from './kept-sitting'
import { mayOffer } from './may-offer'
import { SITTING_MINUTES } from './present-next-offer'
import { priceOffer } from './price-offer'
import { readHistory } from './read-history'
import type { CardOnFile } from './view'

/** `recent_login`: there is a kept card, and a new code makes it chargeable. */
export type BuyNow =
  | { kind: 'presented'; orderId: string; impressionId: string }
  | { kind: 'recent_login'; card: CardOnFile }

type Candidate = Offer & { product: Product }

/** What a click on a product page would charge, in which order, and until when. */
type Source = { orderId: string; payment: Payment; savedMethodId: string | null; expiresAt: Date }

/**
 * Offers a product on its own page for one click: to a browser that has just paid an order, on that order's method, for
 * half an hour; to a customer who signed in lately, on the card they keep. The price with tax is stored, so that the
 * click charges what was shown. Null for everyone else, who buys on the standard checkout.
 */
export async function presentBuyNow(viewer: Viewer, slug: string, locale: string): Promise<BuyNow | null> {
  const now = new Date()
  const offer = await db.offer.findFirst({
    where: { placement: 'product_page', product: { slug } },
    include: { product: true },
  })
  if (!offer) return null
  const sitting = await findSitting(viewer, now)
  const presented = sitting && (await present(sitting, offer, viewer, now))
  if (presented || !viewer.user) return presented

  const kept = await db.savedMethod.findFirst({
    where: { userId: viewer.user.id, chosen: true, revokedAt: null },
    include: { payment: true },
  })
  if (!kept || !mayOffer(offer, await readHistory(ownerOf(viewer)), now)) return null
  if (!isRecent(viewer.user, now)) {
    const expiry = kept.expMonth && kept.expYear ? { month: kept.expMonth, year: kept.expYear } : null
    return { kind: 'recent_login', card: { brand: kept.brand, lastFour: kept.lastFour, expiry } }
  }
  const orderId = await openSitting(viewer.user, { offerId: offer.id, savedMethodId: kept.id, locale, now })
  const expiresAt = new Date(now.getTime() + SITTING_MINUTES * 60_000)
  return present({ orderId, payment: kept.payment, savedMethodId: kept.id, expiresAt }, offer, viewer, now)
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

async function present(source: Source, offer: Candidate, viewer: Viewer, now: Date): Promise<BuyNow | null> {
  const { orderId, payment, savedMethodId, expiresAt } = source
  const providerProductId = offer.product.providerProductId
  if (!providerProductId) return null
  const key = { orderId_offerId: { orderId, offerId: offer.id } }
  const known = await db.impression.findUnique({ where: key })
  if (known) {
    const open = known.state === 'presented' && known.expiresAt > now
    return open ? { kind: 'presented', orderId, impressionId: known.id } : null
  }
  if (!mayOffer(offer, await readHistory(ownerOf(viewer)), now)) return null
  const price = await priceOffer(payment, { providerProductId }, now)
  if (price?.path !== 'one_click') return null

  await db.impression.createMany({
    data: [
      {
        id: newId(),
        orderId,
        offerId: offer.id,
        offerVersion: offer.version,
        sourcePayment: payment.id,
        savedMethodId,
        ...price,
        expiresAt,
      },
    ],
    skipDuplicates: true,
  })
  const impression = await db.impression.findUniqueOrThrow({ where: key })
  return { kind: 'presented', orderId, impressionId: impression.id }
}
