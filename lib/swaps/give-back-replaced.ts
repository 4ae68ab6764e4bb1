import 'server-only'
import { pool } from '@/lib/db/pool'
import { db, type Tx } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { requestRefund } from '@/lib/refunds/request-refund'

/** Disputes that came to nothing; any other may still take the money, or has. */
const OVER = ['dispute_won', 'dispute_cancelled', 'dispute_expired']

/**
 * Asks for the payment of a replaced line to be given back, in the transaction that found its bigger sister paid. The
 * line and what it gave stay until the refund is proven: settleGivenBack withdraws them then. Asked again it does
 * nothing, as a payment has one open refund at most. Where a bank has the money under dispute nothing is refunded beside
 * it: invariant I21 tells of it, and the sweep asks again once the dispute came to nothing.
 */
export async function giveBackReplaced(tx: Tx, replacedId: string): Promise<void> {
  const line = await lockReplaced(tx, replacedId)
  if (!line.payment || line.state !== 'paid') return
  const { payment } = line
  const log = { orderId: line.orderId, lineId: line.id, payment: payment.id }
  if (payment.disputes.some(({ status }) => !OVER.includes(status))) {
    logger.error(log, 'what was replaced is under dispute; its refund waits')
    return
  }
  const asked = await requestRefund(tx, { payment, lineId: line.id, cause: 'swap' })
  if (asked) logger.info({ ...log, refundAttemptId: asked }, 'a replaced purchase is given back')
}

/** Whether another paid line has taken the place of this one already. Called under the lock of lockReplaced. */
export async function isReplacedBy(tx: Tx, replacedId: string, otherThan: string): Promise<boolean> {
  const others = { replacesId: replacedId, id: { not: otherThan }, state: { not: 'unpaid' as const } }
  return (await tx.orderLine.count({ where: others })) > 0
}

/** A replaced line with its payment. All that happens to that money happens under the lock of its attempt. */
export async function lockReplaced(tx: Tx, replacedId: string) {
  await tx.$queryRaw`
    SELECT 1 FROM charge_attempt WHERE id = (
      SELECT p.attempt_id FROM order_line l JOIN payment p ON p.id = l.payment_id WHERE l.id = ${replacedId}) FOR UPDATE`
  return tx.orderLine.findUniqueOrThrow({
    where: { id: replacedId },
    include: { payment: { include: { disputes: { select: { status: true } } } } },
  })
}

// Lines whose bigger sister was paid and whose own money nobody has asked for.
const FORGOTTEN = `
  SELECT l.id FROM order_line n JOIN order_line l ON l.id = n.replaces_id
  WHERE n.state <> 'unpaid' AND l.state = 'paid'
    AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = l.payment_id)
    AND NOT EXISTS (SELECT FROM dispute d WHERE d.payment_id = l.payment_id AND NOT d.status = ANY ($1))`

/** Sees to it that no replaced purchase is forgotten whose dispute came to nothing. Run with the sweep of refunds. */
export async function sweepSwaps(): Promise<void> {
  const { rows } = await pool.query<{ id: string }>(FORGOTTEN, [OVER])
  for (const { id } of rows) await db.$transaction((tx) => giveBackReplaced(tx, id))
}
