import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'
import { endDelivery } from '@/lib/entitlements/end-delivery'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { requestRefund } from './request-refund'
import { sendRefund } from './send-refund'

/** The click sends the refund itself, so that its page can tell how it went; after that the job does. */
const SEND_WITHIN_MS = 15_000

/** `not_now`: it is not paid (yet), was undone before, its time is over, or it was not bought with one click. */
export type Undone = 'undone' | 'not_now'

/**
 * Takes back a one-click purchase within the undo window: access ends, and the whole payment goes back. Line, offer,
 * attempt, entitlements and the refund that is owed move in one transaction under the attempt's lock; any second click,
 * other tab or other instance finds the line withdrawn and does nothing. The refund is sent after it; if that breaks,
 * its job does it. Whose line it is was checked by the caller.
 */
export async function undoPurchase(lineId: string): Promise<Undone> {
  const refundAttemptId = await db.$transaction((tx) => takeBack(tx, lineId))
  if (!refundAttemptId) return 'not_now'
  try {
    await sendRefund(refundAttemptId)
  } catch (error) {
    logger.error({ refundAttemptId, err: error }, 'the refund of an undone purchase is left to its job')
  }
  return 'undone'
}

/** The refund that is owed now, or null when nothing is taken back. */
async function takeBack(tx: Tx, lineId: string): Promise<string | null> {
  const line = await tx.orderLine.findUnique({ where: { id: lineId }, include: { payment: true } })
  if (!line?.payment?.attemptId || !line.impressionId) return null
  await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${line.payment.attemptId} FOR UPDATE`
  // The database's clock decides, at the moment of the click.
  const withdrawn = await tx.$executeRaw`
    UPDATE order_line AS l SET state = 'withdrawn', withdrawn_at = now()
    FROM charge_attempt AS a, product AS p
    WHERE l.id = ${lineId} AND l.state = 'paid' AND l.paid_at > now() - make_interval(mins =>
        coalesce((SELECT undo_minutes FROM shop_settings WHERE id = 'shop'), ${env.UNDO_MINUTES}::int))
      AND p.id = l.product_id AND p.kind = 'one_time'
      AND a.id = ${line.payment.attemptId} AND a.state = 'succeeded' AND a.method = 'one_click'
      AND a.provider_payment_id = l.payment_id
      AND NOT EXISTS (SELECT FROM order_line AS other WHERE other.payment_id = l.payment_id AND other.id <> l.id)`
  if (withdrawn === 0) return null
  await tx.impression.update({ where: { id: line.impressionId }, data: { undoneAt: new Date() } })
  await tx.chargeAttempt.update({
    where: { id: line.payment.attemptId },
    data: { state: 'refund_due', reason: 'UNDONE' },
  })
  await endDelivery(tx, line)
  logger.info({ orderId: line.orderId, lineId }, 'a one-click purchase was undone')
  return requestRefund(tx, { payment: line.payment, lineId, cause: 'undone', ownSendMs: SEND_WITHIN_MS })
}
