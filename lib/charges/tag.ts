import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { env } from '@/lib/env'

const sign = (attemptId: string, orderId: string) =>
  createHmac('sha256', env.APP_SECRET).update(`${attemptId}.${orderId}`).digest('base64url')

/** What every payment of an attempt carries at the provider: a pointer to our row, and proof that we wrote it. */
export function attemptMetadata(attemptId: string, orderId: string): Record<string, string> {
  return { attempt_id: attemptId, order_id: orderId, tag: sign(attemptId, orderId) }
}

const schema = z.object({ attempt_id: z.string(), order_id: z.string(), tag: z.string() })

/** The attempt a payment's metadata names, or null when it names none or the proof is wrong (trust: T8). */
export function readAttemptMetadata(metadata: unknown): { attemptId: string; orderId: string } | null {
  const parsed = schema.safeParse(metadata)
  if (!parsed.success) return null
  const { attempt_id: attemptId, order_id: orderId, tag } = parsed.data
  const expected = Buffer.from(sign(attemptId, orderId))
  const given = Buffer.from(tag)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return { attemptId, orderId }
}
