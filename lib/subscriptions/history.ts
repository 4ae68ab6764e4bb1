import 'server-only'
import { verdictOf } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import { choiceSchema } from './choice'
import { EVENT_KINDS, eventData, eventKind } from './event'
import type { readNames } from './names'
import { receiptId } from './receipts'
import type { ChargeView, HistoryView } from './view'

const STATE = {
  succeeded: 'paid',
  failed: 'failed',
  action_required: 'action_required',
  pending: 'processing',
} as const

/** Every charge of a subscription, newest first. */
export async function readCharges(subscription: {
  providerId: string
  lineId: string
}): Promise<ChargeView[]> {
  const payments = await db.payment.findMany({
    where: { subscriptionId: subscription.providerId },
    include: {
      lines: { where: { id: subscription.lineId }, select: { id: true } },
      planChange: { include: { quote: true } },
    },
    orderBy: { providerCreatedAt: 'desc' },
  })
  return payments.map((payment) => ({
    id: receiptId(payment.id),
    at: payment.providerCreatedAt.toISOString(),
    kind: kindOf(payment),
    state: STATE[verdictOf(payment.status)],
    total: { amount: payment.totalMinor, currency: payment.currency },
    tax: { amount: payment.taxMinor, currency: payment.currency },
    card:
      payment.cardBrand && payment.cardLastFour
        ? { brand: payment.cardBrand, lastFour: payment.cardLastFour }
        : null,
  }))
}

function kindOf(payment: {
  lines: unknown[]
  planChange: { quote: { choice: unknown } } | null
}): ChargeView['kind'] {
  if (payment.lines.length > 0) return 'first'
  if (!payment.planChange) return 'renewal'
  // The renewal that let a scheduled change through is a renewal all the same.
  return choiceSchema.parse(payment.planChange.quote.choice).when === 'now' ? 'change' : 'renewal'
}

/** What happened to a subscription, newest first. */
export async function readHistory(
  subscriptionId: string,
  names: Awaited<ReturnType<typeof readNames>>,
): Promise<HistoryView[]> {
  const events = await db.subscriptionEvent.findMany({
    where: { subscriptionId, kind: { in: [...EVENT_KINDS] } },
    orderBy: { at: 'desc' },
  })
  return events.map(({ kind, data, at }) => {
    const { from, to } = eventData.parse(data)
    return {
      at: at.toISOString(),
      kind: eventKind.parse(kind),
      plan: names.plan(from).name,
      to: to === null ? null : names.plan(to).name,
    }
  })
}
