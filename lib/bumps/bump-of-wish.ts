import 'server-only'
import { readDealings } from '@/lib/arbiter/read-dealings'
import { recordDecision } from '@/lib/arbiter/record-decision'
import { toTrace } from '@/lib/arbiter/trace'
import type { Tx } from '@/lib/db/prisma'
import { readOffered } from '@/lib/funnels/published'
import { personOf } from '@/lib/offers/load-order'
import type { Owner } from '@/lib/orders/owned-by'
import { cartOf, decideBump, tokenOf } from './decide-bump'

/** What the buy form sent of the box: what it was for, and whether it was ticked. */
export type Box = { token: string; ticked: boolean }

/** What is to be known of the box before a checkout is opened. */
export type BumpOfWish = {
  /** The product that goes into the cart as well, with the offer and the price that were on the screen. */
  added: { offerId: string; priceMinor: number; providerProductId: string } | null
  keep: (tx: Tx, orderId: string) => Promise<void>
  record: (orderId: string) => Promise<void>
}

/**
 * Decides anew what may stand beside the buy button, and takes the box at its word only where that is what was on the
 * screen, at that price. Otherwise only the main product is bought. Null where no funnel could stand there.
 */
export async function bumpOfWish(
  owner: Owner,
  wish: { slug: string; locale: string; campaign?: string | null; box?: Box | null },
): Promise<BumpOfWish | null> {
  const offered = await readOffered()
  const cart = cartOf(wish.slug, offered)
  if (!cart) return null
  const now = new Date()
  const dealings = await readDealings(owner, null, now)
  const asker = {
    dealings,
    person: personOf(owner),
    locale: wish.locale,
    campaign: wish.campaign ?? null,
    now,
  }
  const { decision, facts } = decideBump(cart, asker, offered)
  const { winner, exposures } = decision
  const product = winner && offered.products.get(winner.step.product)
  const shown = winner && product && wish.box?.token === tokenOf(winner, product) ? { winner, product } : null
  const ticked = shown !== null && wish.box?.ticked === true
  const providerProductId = shown?.product.providerProductId
  const kept = shown && {
    offerId: shown.winner.step.offer,
    versionId: shown.winner.version.id,
    stepKey: shown.winner.step.key,
    priceMinor: shown.product.priceMinor,
    currency: shown.product.currency,
    ticked,
  }
  return {
    added: kept && ticked && providerProductId ? { ...kept, providerProductId } : null,
    keep: async (tx, orderId) => {
      if (kept || exposures.length > 0) await tx.orderBump.create({ data: { orderId, ...kept, exposures } })
    },
    record: (orderId) =>
      recordDecision({
        ...{ placement: 'order_bump', subject: orderId, position: 0, orderId, impressionId: null },
        why: winner && !shown ? 'not_on_page' : decision.why,
        trace: toTrace(decision, facts, offered.unreadable),
        // What the order counts for is kept until it is paid.
        exposures: [],
      }),
  }
}
