import 'server-only'
import { z } from 'zod'
import type { Tx } from '@/lib/db/prisma'
import type { PaymentItem, ProviderPayment } from '@/lib/dodo/payment'
import { newId } from '@/lib/ids'

const exposuresSchema = z.array(
  z.strictObject({ experimentId: z.string(), arm: z.string(), person: z.string() }),
)

type Attempt = { orderId: string; impressionId: string | null }

/**
 * What stood beside the buy button of the order that a payment is for, and whether it was bought: as the payment's cart
 * has it, whatever checkout of the order was paid. Null where nothing stood there.
 */
export async function findBump(tx: Tx, attempt: Attempt, payment: ProviderPayment) {
  if (attempt.impressionId !== null) return null
  const bump = await tx.orderBump.findUnique({
    where: { orderId: attempt.orderId },
    include: { offer: { include: { product: true } } },
  })
  if (!bump) return null
  const sold = bump.offer?.product.providerProductId ?? null
  const inCart = payment.cart?.some(({ product_id }) => product_id === sold) ?? bump.ticked
  return { ...bump, taken: sold !== null && inCart }
}

export type FoundBump = NonNullable<Awaited<ReturnType<typeof findBump>>>

/**
 * The order is paid: what stood beside its button has been shown, and was bought or left. Gives the line that was
 * bought, not paid yet. `part` is what it came to.
 */
export async function writeBump(
  tx: Tx,
  bump: FoundBump,
  payment: ProviderPayment,
  part: Pick<PaymentItem, 'totalMinor' | 'taxMinor'> | null,
) {
  const { orderId, offerId, versionId, stepKey, taken } = bump
  const exposures = exposuresSchema.parse(bump.exposures).map((each) => ({ ...each, orderId }))
  await tx.experimentExposure.createMany({ data: exposures, skipDuplicates: true })
  if (!offerId || !versionId || !stepKey || bump.priceMinor === null || !bump.currency || !bump.offer)
    return null
  const known = await tx.impression.findUnique({ where: { orderId_offerId: { orderId, offerId } } })
  if (known) return null
  const sums = part ?? { totalMinor: bump.priceMinor, taxMinor: 0 }
  const impression = await tx.impression.create({
    data: {
      ...{ id: newId(), orderId, offerId, versionId, stepKey, ...sums, sourcePayment: payment.id },
      ...{ path: 'hosted_checkout', pathReason: 'buy_button', shownAt: bump.createdAt },
      ...{ state: taken ? 'accepted' : 'expired', decidedAt: new Date(), expiresAt: new Date() },
      subtotalMinor: sums.totalMinor - sums.taxMinor,
      currency: part ? payment.currency : bump.currency,
    },
  })
  await tx.offerDecision.updateMany({
    where: { placement: 'order_bump', subject: orderId, position: 0 },
    data: { impressionId: impression.id },
  })
  if (!taken) return null
  return tx.orderLine.create({
    data: { id: newId(), orderId, impressionId: impression.id, productId: bump.offer.productId },
    include: { product: true },
  })
}
