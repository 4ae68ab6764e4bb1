import 'server-only'
import { queueLookup } from '@/lib/charges/queue-lookup'
import { askProvider } from '@/lib/charges/resolve-attempt'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { findOwnOrder } from '@/lib/orders/find-own-order'
import { whereNext } from '@/lib/orders/where-next'
import { paths } from '@/lib/paths'

const LOOK_AFTER_MS = 3_000

/**
 * A shopper is back from the provider's page, from its end or having `left` it before. What the address says of
 * the payment is not read: the state is ours, or the provider's payment object if no webhook has told us yet.
 * Safe to repeat. If nobody can be asked right now, whoever left is told so and whoever reached the end gets the
 * page that waits; the look-ups go on.
 */
export async function returnFromCheckout(
  { orderId, impressionId, left }: { orderId: string; impressionId: string | null; left: boolean },
  locale: string,
): Promise<string> {
  const order = await findOwnOrder(orderId)
  if (!order) return paths.order(locale, orderId)
  const notTold = left ? paths.cancelled : paths.returned
  try {
    const { paid, told } = await findOut(orderId, impressionId)
    if (!told) return notTold(locale, orderId, impressionId)
    if (!paid && left) return paths.cancelled(locale, orderId, impressionId)
    if (!paid) return impressionId ? paths.offer(locale, orderId, impressionId) : paths.order(locale, orderId)
    return (await isFromFunnel(impressionId))
      ? await whereNext({ id: orderId, locale })
      : paths.order(locale, orderId)
  } catch (error) {
    logger.error({ orderId, impressionId, err: error }, 'nobody could be asked after the checkout')
    return notTold(locale, orderId, impressionId)
  }
}

/** Whether it is paid; the provider is asked if we do not know, and again soon if it still is not. */
async function findOut(
  orderId: string,
  impressionId: string | null,
): Promise<{ paid: boolean; told: boolean }> {
  const current = () =>
    db.chargeAttempt.findFirst({ where: { orderId, impressionId }, orderBy: [...CURRENT_FIRST] })
  const before = await current()
  if (!before || before.state === 'succeeded') return { paid: before !== null, told: true }
  const told = before.armedAt ? await askProvider(before) : true
  const after = await current()
  if (!after || after.state === 'succeeded') return { paid: after !== null, told }
  const { id } = after
  await db.$transaction(async (tx) => {
    // News is near: the look-ups begin again, and no number of visits uses them up.
    await tx.chargeAttempt.update({ where: { id }, data: { lookups: 0 } })
    await queueLookup(tx, id, LOOK_AFTER_MS)
  })
  return { paid: false, told }
}

/** What was bought with one click on a product page leads to the order; the rest goes on through the funnel. */
async function isFromFunnel(impressionId: string | null): Promise<boolean> {
  if (!impressionId) return true
  const impression = await db.impression.findUnique({
    where: { id: impressionId },
    select: { offer: { select: { placement: true } } },
  })
  return impression?.offer.placement === 'post_purchase'
}
