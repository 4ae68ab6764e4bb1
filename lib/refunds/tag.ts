import 'server-only'
import { z } from 'zod'
import { isSealed, seal } from '@/lib/charges/tag'

const text = (attemptId: string, paymentId: string) => `refund.${attemptId}.${paymentId}`

/** What a refund of ours carries at the provider: a pointer to our row, and proof that we wrote it. */
export const refundMetadata = (attemptId: string, paymentId: string): Record<string, string> => ({
  refund_attempt_id: attemptId,
  tag: seal(text(attemptId, paymentId)),
})

const schema = z.object({ refund_attempt_id: z.string(), tag: z.string() })

/** The attempt that a refund of this payment names, or null when it names none or the proof is wrong. */
export function readRefundMetadata(metadata: unknown, paymentId: string): string | null {
  const parsed = schema.safeParse(metadata)
  if (!parsed.success) return null
  const { refund_attempt_id: attemptId, tag } = parsed.data
  return isSealed(text(attemptId, paymentId), tag) ? attemptId : null
}
