import 'server-only'
import { definiteFailure } from '@/lib/dodo/errors'
import { changePlan, type PlanChangeRequest } from '@/lib/dodo/plan-change'
import { logger } from '@/lib/logger'
import { armChange, recordChange } from './change-moves'
import { changeMetadata } from './change-tag'

/**
 * The one function that changes a plan. Whoever wins the compare-and-set from `created` sends exactly one POST, outside
 * any transaction; everybody else returns at once, so running it twice is safe. The look at what became of it is queued
 * with the arming: a crash at any later point leaves a row that is looked up and never sent again (trust: 3.3 to 3.6).
 */
export async function sendChange(
  change: { id: string; subscriptionId: string },
  providerId: string,
  request: PlanChangeRequest,
): Promise<void> {
  if (!(await armChange(change.id))) return
  const answer = await changePlan(providerId, {
    ...request,
    metadata: { ...request.metadata, ...changeMetadata(change.id) },
  })
  if (answer.ok) return recordChange(change.id, { state: 'processing' })
  const log = { changeId: change.id, subscriptionId: change.subscriptionId, error: answer.error }
  const reason = definiteFailure(answer.error)
  if (reason) {
    logger.warn(log, 'change of plan refused, nothing happened')
    return recordChange(change.id, { state: 'refused', reason })
  }
  logger.error(log, 'change of plan sent, outcome unknown; it will be looked up and never sent again')
  return recordChange(change.id, { state: 'unknown' })
}
