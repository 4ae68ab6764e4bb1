import 'server-only'
import type { Placement } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import type { Decision } from './decide'
import type { DecisionTrace } from './trace'

/** Why nothing was suggested where the arbiter was not even asked. */
export type Beforehand =
  | 'three_shown'
  | 'taken_back'
  | 'sitting_over'
  | 'no_price'
  | 'no_swap'
  | 'no_alternative'
  /** It could have stood beside the buy button, but the page had been drawn otherwise. */
  | 'not_on_page'

/**
 * Keeps a decision with its reasons, and what it makes the order count for. Decided again for the same place it is the
 * same row, which what is shown in the end stands in; a decision that has shown something stays.
 */
export async function recordDecision(input: {
  placement: Placement
  subject: string
  position: number
  orderId: string | null
  why: Decision['why'] | Beforehand
  impressionId: string | null
  trace: DecisionTrace
  exposures: Decision['exposures']
}): Promise<void> {
  const { exposures, trace, ...decision } = input
  const { orderId } = input
  const json = JSON.stringify(trace)
  await db.$transaction([
    db.$executeRaw`
      INSERT INTO offer_decision (id, placement, subject, position, order_id, why, impression_id, trace)
      VALUES (${newId()}, ${decision.placement}::"Placement", ${decision.subject}, ${decision.position}, ${orderId},
        ${decision.why}, ${decision.impressionId}, ${json}::jsonb)
      ON CONFLICT (placement, subject, position) DO UPDATE SET why = excluded.why, trace = excluded.trace,
        impression_id = excluded.impression_id, at = now()
      WHERE offer_decision.impression_id IS NULL AND (excluded.impression_id IS NOT NULL
        OR excluded.why NOT IN ('three_shown', 'sitting_over'))`,
    ...(orderId
      ? [
          db.experimentExposure.createMany({
            data: exposures.map((exposure) => ({ ...exposure, orderId })),
            skipDuplicates: true,
          }),
        ]
      : []),
  ])
}
