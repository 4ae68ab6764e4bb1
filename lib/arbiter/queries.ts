import 'server-only'
import type { Placement } from '@/lib/db/generated/enums'
import { db } from '@/lib/db/prisma'
import { type DecisionTrace, traceSchema } from './trace'

/** One decision as a merchant reads it: why something or nothing was shown, and what became of every funnel. */
export type DecisionView = {
  placement: Placement
  /** How many offers the order had seen before. */
  position: number
  at: Date
  /** `won`, or why nothing was shown: the codes of Why in decide.ts and Beforehand in record-decision.ts. */
  why: string
  /** The offer that was shown, by its key. */
  offer: string | null
  impressionId: string | null
  /** Null where what is stored can no longer be read. */
  trace: DecisionTrace | null
}

/** Answers "why did this order see no offer?", and why it saw those it did. The caller has checked who asks. */
export async function listDecisions(orderId: string): Promise<DecisionView[]> {
  const decisions = await db.offerDecision.findMany({
    where: { orderId },
    orderBy: [{ placement: 'asc' }, { position: 'asc' }],
  })
  const shown = await db.impression.findMany({
    where: { id: { in: decisions.flatMap(({ impressionId }) => impressionId ?? []) } },
    select: { id: true, offerId: true },
  })
  return decisions.map(({ placement, position, at, why, impressionId, trace }) => ({
    ...{ placement, position, at, why, impressionId },
    offer: shown.find(({ id }) => id === impressionId)?.offerId ?? null,
    trace: traceSchema.safeParse(trace).data ?? null,
  }))
}
