import 'server-only'
import { db } from '@/lib/db/prisma'
import { logger } from '@/lib/logger'

/**
 * An operator has looked at the provider and found nothing of a change whose answer was lost: the subscription may be
 * changed again. False when the change is not waiting for a person. Money that turns up later still applies the plan.
 */
export async function releaseChange(changeId: string, operator: string): Promise<boolean> {
  const { count } = await db.planChange.updateMany({
    where: { id: changeId, state: 'needs_review' },
    data: { state: 'released', settledAt: new Date() },
  })
  if (count === 1) logger.warn({ changeId, operator }, 'a change of plan was released by an operator')
  return count === 1
}
