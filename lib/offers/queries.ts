import 'server-only'
import { getViewer } from '@/lib/identity/viewer'
import { ownerOf } from '@/lib/orders/owned-by'
import { compareAt } from '@/lib/prices/compare-at'
import { readStoredSettings } from '@/lib/settings/shop-settings'
import { countChosen } from './count-chosen'
import { mayCharge } from './may-charge'
import { mostChosen } from './most-chosen'
import { offerState } from './offer-state'
import { chosenPrice, type QuantityPrice } from './quantity'
import { type OfferRow, readOfferRow } from './read-offer-row'
import type { OfferState, OfferView } from './view'

/** One offer as its shopper sees it; null when it is not theirs, as if it did not exist. */
export async function getOffer(
  orderId: string,
  impressionId: string,
  locale: string,
  quantity: number | null = null,
): Promise<OfferView | null> {
  const [viewer, { undoMinutes }] = await Promise.all([getViewer(), readStoredSettings()])
  const row = await readOfferRow({ impressionId, orderId, owner: ownerOf(viewer), locale })
  if (!row) return null
  const savedMethod = row.keptBy ? { userId: row.keptBy, revokedAt: row.keptUntil } : null
  const foreign = mayCharge({ order: row, savedMethod, barred: row.barred }, viewer, new Date()) === 'no'
  const toCheckout = foreign && row.path === 'one_click'
  const choosable = row.state === 'presented' && row.prices.length > 0
  const favourite = choosable ? mostChosen(await countChosen(row.offerId)) : null
  const money = (amount: number) => ({ amount, currency: row.currency })
  // What was decided stays what it was; before that the page may choose among what was shown.
  const price = chosenPrice(row, row.state === 'presented' ? quantity : null)
  return {
    impressionId,
    attemptId: row.attemptId,
    order: { id: orderId, number: row.orderNumber, paid: row.orderPaid },
    kind: row.kind,
    headline: row.headline ?? row.productName,
    body: row.body ?? '',
    facts: row.facts ?? [],
    product: { slug: row.slug, name: row.productName, art: row.art },
    bought: row.bought,
    inside: row.inside,
    quantity: price.quantity,
    choices: row.prices.map(({ quantity, totalMinor }) => ({
      quantity,
      total: money(totalMinor),
      mostChosen: quantity === favourite,
    })),
    subtotal: money(price.subtotalMinor),
    saving: price.discountMinor > 0 ? money(price.discountMinor) : null,
    compareAt: compareAtOf(row, price),
    tax: price.taxMinor > 0 ? money(price.taxMinor) : null,
    total: money(price.totalMinor),
    swap: swapOf(row, price.totalMinor),
    renewal: row.interval && { price: money(price.subtotalMinor), interval: row.interval },
    legal: [row.legal?.delivery, row.legal?.withdrawal, row.legal?.cancellation].filter(isLine),
    path: toCheckout ? 'hosted_checkout' : row.path,
    pathReason: toCheckout ? 'not_yours_to_charge' : row.pathReason,
    card: cardOf(row),
    expiresAt: row.expiresAt.toISOString(),
    undoMinutes: row.path === 'one_click' && !row.interval && undoMinutes > 0 ? undoMinutes : null,
    state: offerState({
      impression: row,
      attempt: attemptOf(row),
      owned: row.owned || (row.inside.length > 0 && row.inside.every(({ owned }) => owned)),
      forSale: row.forSale,
      now: new Date(),
    }),
  }
}

const isLine = (line: string | undefined): line is string => line !== undefined && line.trim() !== ''

/** Only one thing bought once is held against its own past; several, and plans, have no price of their own. */
function compareAtOf(row: OfferRow, price: QuantityPrice): OfferView['compareAt'] {
  if (price.quantity !== 1 || row.interval) return null
  const { subtotalMinor, discountMinor } = price
  const { currency } = row
  const offered = { listMinor: subtotalMinor + discountMinor, discountMinor, currency }
  const amount = compareAt(row.pastPrices, offered, new Date())
  return amount === null ? null : { amount, currency }
}

/** The difference of two sums of the provider, in one currency. */
function swapOf(row: OfferRow, totalMinor: number): OfferView['swap'] {
  const { goesBackMinor, replacesName, backBrand, backLastFour, currency } = row
  if (goesBackMinor === null || replacesName === null) return null
  return {
    name: replacesName,
    goesBack: { amount: goesBackMinor, currency },
    difference: { amount: totalMinor - goesBackMinor, currency },
    card: backBrand && backLastFour ? { brand: backBrand, lastFour: backLastFour } : null,
  }
}

function cardOf({ cardBrand, cardLastFour, cardExpMonth, cardExpYear }: OfferRow): OfferView['card'] {
  if (!cardBrand || !cardLastFour) return null
  const expiry = cardExpMonth && cardExpYear ? { month: cardExpMonth, year: cardExpYear } : null
  return { brand: cardBrand, lastFour: cardLastFour, expiry }
}

function attemptOf(row: OfferRow): Parameters<typeof offerState>[0]['attempt'] {
  if (!row.attemptState || !row.attemptMethod) return undefined
  return {
    state: row.attemptState,
    method: row.attemptMethod,
    reason: row.attemptReason,
    checkoutUrl: row.checkoutUrl,
    payments: row.paymentStatus ? [{ status: row.paymentStatus, paymentLink: row.paymentLink }] : [],
  }
}

/** Where the payment of an offer stands, for the page that waits for it. */
export async function getOfferState(orderId: string, impressionId: string): Promise<OfferState | null> {
  const offer = await getOffer(orderId, impressionId, 'en')
  return offer?.state ?? null
}
