import 'server-only'
import { seal } from '@/lib/charges/tag'
import { db, type Tx } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'
import { refusePayment } from '@/lib/refunds/refuse-payment'
import { fail, ok, type Result } from '@/lib/result'
import { writeAudit } from './audit'

/**
 * `released`: no charge was found; the shopper may pay another way, and money that still comes is refunded.
 * `refunding`: the money is here but not as agreed; it goes back. `ask_again`: no refund was found; a new one is made.
 */
export type Released = 'released' | 'refunding' | 'ask_again'

export type ReleaseError = 'not_waiting' | 'wrong_code'

type Release = { id: string; actor: string; reason: string; evidence: string; code: string }

/** What a person types to confirm a release: it fits this row, as it is now, for this reason. */
export const confirmCode = (id: string, reason: string): string => seal(`release.${id}.${reason}`).slice(0, 8)

/** What a release would do, or null when nothing waits there. */
export async function previewRelease(id: string): Promise<Released | null> {
  const charge = await db.chargeAttempt.findFirst({ where: { id, state: 'needs_review' } })
  if (charge) return charge.chargedMinor === null ? 'released' : 'refunding'
  return (await db.refundAttempt.count({ where: { id, state: 'needs_review' } })) > 0 ? 'ask_again' : null
}

/**
 * Lets go of a charge or refund that nobody could find out about, on the word of an operator who has looked at the
 * provider's desk. The word is kept: who, why, and what was seen. Run twice, or beside news from the provider, only one
 * of them moves the row.
 */
export async function releaseAttempt(release: Release): Promise<Result<Released, ReleaseError>> {
  if (release.code !== confirmCode(release.id, release.reason)) return fail('wrong_code')
  const released = await db.$transaction(
    async (tx) => (await releaseCharge(tx, release)) ?? releaseRefund(tx, release),
  )
  if (!released) return fail('not_waiting')
  logger.warn({ attemptId: release.id, actor: release.actor, released }, 'an operator released an attempt')
  return ok(released)
}

async function releaseCharge(tx: Tx, release: Release): Promise<Released | null> {
  await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${release.id} FOR UPDATE`
  const attempt = await tx.chargeAttempt.findFirst({ where: { id: release.id, state: 'needs_review' } })
  if (!attempt) return null
  await audit(tx, release, { kind: 'charge', was: attempt.reason, payment: attempt.providerPaymentId })
  const payment =
    attempt.chargedMinor === null
      ? null
      : await tx.payment.findUnique({ where: { id: attempt.providerPaymentId ?? '' } })
  if (!payment) {
    await tx.chargeAttempt.update({
      where: { id: attempt.id },
      data: { state: 'released', reason: 'RELEASED', settledAt: new Date() },
    })
    return 'released'
  }
  await tx.chargeAttempt.update({ where: { id: attempt.id }, data: { state: 'refund_due' } })
  await refusePayment(tx, attempt.orderId, payment, 'held_payment')
  return 'refunding'
}

async function releaseRefund(tx: Tx, release: Release): Promise<Released | null> {
  const { count } = await tx.refundAttempt.updateMany({
    where: { id: release.id, state: 'needs_review' },
    data: { state: 'released', settledAt: new Date() },
  })
  if (count === 0) return null
  await audit(tx, release, { kind: 'refund' })
  return 'ask_again'
}

const audit = (tx: Tx, release: Release, row: Record<string, string | null>) =>
  writeAudit(tx, {
    actor: release.actor,
    action: 'release',
    subject: release.id,
    reason: release.reason,
    evidence: { ...row, note: release.evidence },
  })
