import 'server-only'
import { z } from 'zod'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { getSessionId } from '@/lib/identity/session'
import { isForSale } from './is-for-sale'
import { offerState } from './offer-state'
import type { OfferState, OfferView } from './view'

const intervalSchema = z.enum(['month', 'year'])
const pathReasonSchema = z.enum([
  'saved_method',
  'no_saved_method',
  'card_expired',
  'currency_mismatch',
  'paused',
])

/** One offer as its shopper sees it; null when it is not theirs, as if it did not exist. */
export async function getOffer(
  orderId: string,
  impressionId: string,
  locale: string,
): Promise<OfferView | null> {
  const sessionId = await getSessionId()
  if (!sessionId) return null
  const row = await db.impression.findFirst({
    relationLoadStrategy: 'join',
    where: { id: impressionId, orderId, order: { sessionId } },
    include: {
      order: { select: { number: true } },
      payment: { select: { cardBrand: true, cardLastFour: true, cardExpMonth: true, cardExpYear: true } },
      offer: {
        include: {
          texts: { where: { locale } },
          product: {
            include: {
              texts: { where: { locale }, select: { name: true } },
              orderLines: { where: { state: 'paid', order: { sessionId } }, select: { id: true }, take: 1 },
            },
          },
        },
      },
      attempts: {
        orderBy: [...CURRENT_FIRST],
        take: 1,
        include: { payments: { orderBy: { providerCreatedAt: 'desc' }, take: 1 } },
      },
    },
  })
  if (!row) return null
  const { offer, payment } = row
  const text = offer.texts[0]
  const money = (amount: number) => ({ amount, currency: row.currency })
  const interval = intervalSchema.safeParse(offer.product.interval)
  return {
    impressionId: row.id,
    order: { id: orderId, number: row.order.number },
    kind: offer.kind,
    headline: text?.headline ?? offer.product.texts[0]?.name ?? offer.product.slug,
    body: text?.body ?? '',
    facts: text?.facts ?? [],
    product: {
      slug: offer.product.slug,
      name: offer.product.texts[0]?.name ?? offer.product.slug,
      art: offer.product.art,
    },
    subtotal: money(row.subtotalMinor),
    tax: row.taxMinor > 0 ? money(row.taxMinor) : null,
    total: money(row.totalMinor),
    renewal: interval.success ? { price: money(row.subtotalMinor), interval: interval.data } : null,
    path: row.path,
    pathReason: pathReasonSchema.parse(row.pathReason),
    card:
      payment.cardLastFour && payment.cardBrand
        ? {
            brand: payment.cardBrand,
            lastFour: payment.cardLastFour,
            expiry:
              payment.cardExpMonth && payment.cardExpYear
                ? { month: payment.cardExpMonth, year: payment.cardExpYear }
                : null,
          }
        : null,
    expiresAt: row.expiresAt.toISOString(),
    state: offerState({
      impression: row,
      attempt: row.attempts[0],
      owned: offer.product.orderLines.length > 0,
      forSale: isForSale(offer),
      now: new Date(),
    }),
  }
}

/** Where the payment of an offer stands, for the page that waits for it. */
export async function getOfferState(orderId: string, impressionId: string): Promise<OfferState | null> {
  const offer = await getOffer(orderId, impressionId, 'en')
  return offer?.state ?? null
}
