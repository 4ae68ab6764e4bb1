import 'server-only'
import { declineReasonOf } from '@/lib/charges/state'
import type { PlanChange } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { choiceSchema } from './choice'
import { readNames } from './names'
import { refusalOfCode } from './refusal'
import type { ChangeOutcome, OutcomeState } from './view'
import { whoseSubscriptions } from './whose'

/** What became of a change; null when it is not theirs, as if it did not exist. */
export async function getChangeOutcome(changeId: string, locale: string): Promise<ChangeOutcome | null> {
  const whose = await whoseSubscriptions()
  const change = await db.planChange.findFirst({
    where: { id: changeId, subscription: whose },
    include: { quote: true, subscription: true, payments: { orderBy: { providerCreatedAt: 'desc' } } },
  })
  if (!change) return null
  const names = await readNames(locale)
  const choice = choiceSchema.parse(change.quote.choice)
  const money = (amount: number) => ({ amount, currency: change.currency })
  const { chargedMinor, gapMinor } = change
  return {
    id: change.id,
    subscriptionId: change.subscriptionId,
    state: outcomeState(change),
    from: names.plan(change.fromProductId),
    to: names.plan(choice.productId),
    quoted: { due: money(change.dueMinor), credit: money(change.creditMinor) },
    charged: chargedMinor === null ? null : money(chargedMinor),
    gap: gapMinor ? money(gapMinor) : null,
    scheduledFor:
      change.state === 'scheduled' ? (change.subscription.scheduledAt?.toISOString() ?? null) : null,
    declineReason: change.state === 'declined' ? declineReasonOf(change.reason) : null,
    refusal: change.state === 'refused' ? refusalOfCode(change.reason ?? '') : null,
    payHref: change.state === 'payment_required' ? (change.payments[0]?.paymentLink ?? null) : null,
  }
}

/** Where a change stands, as its owner is told. */
export function outcomeState({ state }: Pick<PlanChange, 'state'>): OutcomeState {
  switch (state) {
    case 'created':
    case 'sending':
    case 'processing':
      return 'processing'
    case 'unknown':
    case 'needs_review':
      return 'checking'
    case 'released':
      return 'declined'
    case 'payment_required':
    case 'scheduled':
    case 'applied':
    case 'declined':
    case 'refused':
    case 'kept':
      return state
  }
}
