import 'server-only'
import type { PlanChange } from '@/lib/db/generated/client'
import type { Tx } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { logger } from '@/lib/logger'
import { isOpenChange, nextChangeState } from './change-state'
import { choiceSchema } from './choice'
import { currentTerms, discountCodesOf, mirrorInclude, scheduledTerms } from './mirror'
import { isLive } from './state'

/**
 * Moves a change to where the evidence puts it: the mirrored subscription and the payments that name the change. Called
 * whenever either of them has moved, in the same transaction; running it again changes nothing.
 */
export async function settleChange(tx: Tx, changeId: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM plan_change WHERE id = ${changeId} FOR UPDATE`
  const change = await tx.planChange.findUniqueOrThrow({
    where: { id: changeId },
    include: {
      quote: true,
      payments: { orderBy: { providerCreatedAt: 'desc' } },
      subscription: { include: mirrorInclude },
    },
  })
  const { subscription, payments } = change
  const { when, ...to } = choiceSchema.parse(change.quote.choice)
  const since = change.scheduledAt ?? change.armedAt
  const isNews = since !== null && subscription.fetchStartedAt > since
  const state = nextChangeState(change.state, {
    when,
    to,
    payments,
    subscription: isNews
      ? {
          current: currentTerms(subscription),
          discountCodes: discountCodesOf(subscription),
          scheduled: scheduledTerms(subscription),
          ended: !isLive(subscription),
        }
      : null,
  })
  const paid = payments.find(({ status }) => status === 'succeeded')
  const known = paid ?? payments[0]
  const settled = state ?? change.state
  const charged = chargedBy(change, when, settled, paid?.totalMinor ?? null)
  await tx.planChange.update({
    where: { id: changeId },
    data: {
      ...(known && { providerPaymentId: known.id }),
      ...(charged !== null && { chargedMinor: charged, gapMinor: charged - change.dueMinor }),
      ...(state && {
        state,
        reason: state === 'declined' ? (known?.errorCode ?? 'DECLINED') : null,
        ...(state === 'scheduled' && { scheduledAt: new Date() }),
        settledAt: isOpenChange(state) ? null : new Date(),
      }),
    },
  })
  if (charged !== null && charged !== change.dueMinor && change.gapMinor !== charged - change.dueMinor)
    logger.error(
      { changeId, quoted: change.dueMinor, charged, currency: change.currency },
      'a change of plan was charged otherwise than it was quoted',
    )
  if (state === 'applied' && when === 'now' && change.creditMinor > 0) {
    await tx.planCredit.createMany({
      data: [
        {
          id: newId(),
          subscriptionId: subscription.id,
          planChangeId: changeId,
          amountMinor: change.creditMinor,
          currency: change.currency,
          at: new Date(),
        },
      ],
      skipDuplicates: true,
    })
  }
}

/** What a change that took effect at once has cost, or null while that is not known. */
function chargedBy(
  change: Pick<PlanChange, 'dueMinor' | 'chargedMinor'>,
  when: 'now' | 'period_end',
  state: PlanChange['state'],
  paidMinor: number | null,
): number | null {
  if (when !== 'now') return null
  if (paidMinor !== null) return paidMinor
  return state === 'applied' && change.dueMinor === 0 ? 0 : null
}
