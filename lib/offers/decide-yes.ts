import 'server-only'
import { BEING_PAID } from '@/lib/charges/being-paid'
import { CURRENT_FIRST } from '@/lib/charges/state'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { ownedBy } from '@/lib/orders/owned-by'
import { isSwappable } from '@/lib/swaps/find-swappable'
import type { OwnImpression } from './find-own-impression'
import { isForSale } from './is-for-sale'
import { lockShopper } from './lock-shopper'

/** How a yes is to be paid; one click also says which try to pay its page knew of. */
type Yes = { by: 'one_click'; after: string | null } | { by: 'hosted_checkout' }

/** Where the customer's yes leads: the offer's page, the provider's checkout, or a new code for an old login. */
export type Accepted = { to: 'offer' } | { to: 'checkout'; url: string } | { to: 'sign_in' }

/**
 * Moves the offer to accepted, with its line on the order. False when it was decided before, ran out, was taken back,
 * its product is bought or being paid otherwise, or what it replaces cannot be given back any more. A yes whose payment
 * came to nothing counts once more: by another way always, by one click only while no charge of it ever reached the bank
 * and from a page that told of the last one, so that a second click is never a second try. What was undone is not sold a
 * second time here.
 */
export async function decideYes(tx: Tx, impression: OwnImpression, yes: Yes): Promise<boolean> {
  if (!(await lockShopper(tx, impression.order))) return false
  if (!isForSale(impression.offer)) return false
  if (await isTaken(tx, impression)) return false
  const { replacesLine } = impression
  if (replacesLine && !(await isSwappable(tx, replacesLine, impression.id))) return false

  // One statement: the decision and its line.
  const decided = await tx.$executeRaw`
    WITH decided AS (
      UPDATE impression SET state = 'accepted', decided_at = now(), quantity = ${impression.quantity},
        subtotal_minor = ${impression.subtotalMinor}, tax_minor = ${impression.taxMinor},
        total_minor = ${impression.totalMinor}, discount_minor = ${impression.discountMinor}
      WHERE id = ${impression.id} AND state = 'presented' AND expires_at > now()
      RETURNING id, order_id, replaces_line)
    INSERT INTO order_line (id, order_id, impression_id, product_id, quantity, replaces_id)
    SELECT ${newId()}, order_id, id, ${impression.offer.productId}, ${impression.quantity},
      replaces_line FROM decided`
  if (decided === 1) return true
  if (!(await mayTryAgain(tx, impression.id, yes))) return false
  const again = await tx.impression.updateMany({
    where: { id: impression.id, state: 'accepted', undoneAt: null, expiresAt: { gt: new Date() } },
    data: { abandonedAt: null },
  })
  return again.count === 1
}

/** Whether this shopper has the product, itself or in a bundle, or any plan if it is one, or may be paying for it right now. */
async function isTaken(tx: Tx, { order, offer }: OwnImpression): Promise<boolean> {
  const product =
    offer.product.kind === 'subscription'
      ? { kind: offer.product.kind }
      : { OR: [{ id: offer.productId }, { parts: { some: { productId: offer.productId } } }] }
  const taken = await tx.chargeAttempt.count({
    where: {
      AND: [
        BEING_PAID,
        {
          OR: [
            { impression: { offer: { product } } },
            { impressionId: null, order: { lines: { some: { impressionId: null, product } } } },
          ],
        },
      ],
      order: ownedBy(order),
    },
  })
  return taken > 0
}

async function mayTryAgain(tx: Tx, impressionId: string, yes: Yes): Promise<boolean> {
  const attempts = await tx.chargeAttempt.findMany({ where: { impressionId }, orderBy: [...CURRENT_FIRST] })
  const [last] = attempts
  if (last?.state !== 'failed' && last?.state !== 'released') return false
  if (yes.by === 'hosted_checkout') return true
  return (
    last.id === yes.after &&
    attempts.every(({ method, reason }) => method === 'hosted_checkout' || reason === 'NOT_SENT')
  )
}
