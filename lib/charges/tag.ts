import 'server-only'
import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { env } from '@/lib/env'

/** Proof that we wrote a text: nobody can make it without the shop's secret. */
export const seal = (text: string): string =>
  createHmac('sha256', env.APP_SECRET).update(text).digest('base64url')

/** True when the proof belongs to the text. */
export function isSealed(text: string, proof: string): boolean {
  const [expected, given] = [Buffer.from(seal(text)), Buffer.from(proof)]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/** What every payment of an attempt carries at the provider: a pointer to our row, and proof that we wrote it. */
export function attemptMetadata(attemptId: string, orderId: string): Record<string, string> {
  return { attempt_id: attemptId, order_id: orderId, tag: seal(`${attemptId}.${orderId}`) }
}

const schema = z.object({ attempt_id: z.string(), order_id: z.string(), tag: z.string() })

/** The attempt a payment's metadata names, or null when it names none or the proof is wrong (trust: T8). */
export function readAttemptMetadata(metadata: unknown): { attemptId: string; orderId: string } | null {
  const parsed = schema.safeParse(metadata)
  if (!parsed.success) return null
  const { attempt_id: attemptId, order_id: orderId, tag } = parsed.data
  return isSealed(`${attemptId}.${orderId}`, tag) ? { attemptId, orderId } : null
}
