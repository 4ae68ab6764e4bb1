import 'server-only'
import { queueLookup } from '@/lib/charges/queue-lookup'
import { askProvider } from '@/lib/charges/resolve-attempt'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { findOwnOrder } from '@/lib/orders/find-own-order'
import { whereNext } from '@/lib/orders/where-next'
import { paths } from '@/lib/paths'

const LOOK_AFTER_MS = 3_000

/**
 * A shopper is back from the provider's page, or wants to go on. What the address says of the payment is not
 * read: the state is ours, or the provider's payment object if no webhook has told us yet. Safe to repeat.
 */
export async function returnFromCheckout(
  back: { orderId: string; impressionId: string | null },
  locale: string,
): Promise<string> {
  const order = await findOwnOrder(back.orderId)
  if (!order) return paths.order(locale, back.orderId)

  const latest = () =>
    db.chargeAttempt.findFirst({
      where: { orderId: order.id, impressionId: back.impressionId },
      orderBy: [...CURRENT_FIRST],
    })
  let attempt = await latest()
  if (attempt && attempt.state !== 'succeeded' && attempt.armedAt) {
    await askProvider(attempt)
    attempt = await latest()
  }
  if (!attempt) return paths.order(locale, order.id)
  if (attempt.state === 'succeeded') {
    return (await isFromFunnel(back.impressionId))
      ? whereNext({ id: order.id, locale })
      : paths.order(locale, order.id)
  }

  const { id } = attempt
  await db.$transaction(async (tx) => {
    // News is near: the look-ups begin again, and no number of visits uses them up.
    await tx.chargeAttempt.update({ where: { id }, data: { lookups: 0 } })
    await queueLookup(tx, id, LOOK_AFTER_MS)
  })
  return back.impressionId ? paths.offer(locale, order.id, back.impressionId) : paths.order(locale, order.id)
}

/** What was bought with one click on a product page leads to the order; the rest goes on through the funnel. */
async function isFromFunnel(impressionId: string | null): Promise<boolean> {
  if (!impressionId) return true
  const impression = await db.impression.findUnique({ where: { id: impressionId }, select: { stepId: true } })
  return impression?.stepId !== null
}
