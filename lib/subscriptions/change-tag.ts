import 'server-only'
import { z } from 'zod'
import { isSealed, seal } from '@/lib/charges/tag'

const KIND = 'plan_change'

/** What every payment of a change carries beside the subscription's own metadata: a pointer to our row, with proof. */
export const changeMetadata = (changeId: string): Record<string, string> => ({
  plan_change_id: changeId,
  plan_change_tag: seal(`${KIND}.${changeId}`),
})

const schema = z.object({ plan_change_id: z.string(), plan_change_tag: z.string() })

/** The change a payment's metadata names, or null when it names none or the proof is wrong. */
export function readChangeMetadata(metadata: unknown): string | null {
  const parsed = schema.safeParse(metadata)
  if (!parsed.success) return null
  const { plan_change_id: changeId, plan_change_tag: tag } = parsed.data
  return isSealed(`${KIND}.${changeId}`, tag) ? changeId : null
}
