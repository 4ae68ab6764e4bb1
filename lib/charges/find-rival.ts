import 'server-only'
import type { ChargeAttempt } from '@/lib/db/generated/client'
import type { Tx } from '@/lib/db/prisma'
import { isOpen, OPEN_STATES, verdictOf } from './state'

/** The open attempt at the same purchase, locked; null when there is none. The index allows no second. */
export async function findRival(tx: Tx, attempt: Pick<ChargeAttempt, 'id' | 'orderId' | 'impressionId'>) {
  const rival = await tx.chargeAttempt.findFirst({
    where: {
      orderId: attempt.orderId,
      impressionId: attempt.impressionId,
      id: { not: attempt.id },
      state: { in: [...OPEN_STATES] },
    },
  })
  if (!rival) return null
  await tx.$queryRaw`SELECT 1 FROM charge_attempt WHERE id = ${rival.id} FOR UPDATE`
  const locked = await tx.chargeAttempt.findUniqueOrThrow({
    where: { id: rival.id },
    include: { payments: { select: { status: true } } },
  })
  return isOpen(locked.state) ? locked : null
}

export type Rival = NonNullable<Awaited<ReturnType<typeof findRival>>>

/** True while no money can be moving in an attempt: it was not sent, or it is a page where nobody pays. */
export function isIdle({ state, method, payments }: Rival): boolean {
  if (state === 'created') return true
  return (
    method === 'hosted_checkout' &&
    (state === 'sending' || state === 'pending') &&
    payments.every(({ status }) => verdictOf(status) === 'failed')
  )
}
