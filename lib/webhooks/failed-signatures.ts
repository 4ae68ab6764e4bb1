import 'server-only'
import { takeLimit } from '@/lib/limits/take'
import { logger } from '@/lib/logger'

const BY_VISITOR = { max: 60, perSeconds: 60 }
const IN_ALL = { max: 600, perSeconds: 60 }
/** Under this key every failed signature is counted, for the limit and for the alarm. */
export const FAILED_SIGNATURES = 'webhook:failed'
const REST_MS = 10_000
const MOST_REMEMBERED = 10_000

const resting = new Map<string, number>()

/**
 * Counts a webhook whose signature was wrong; true when its sender has failed too often (trust: 4.2). A right signature
 * never comes here, so the provider is never held up. Who is over the limit is remembered for some seconds, so that a
 * flood does not become a flood at the database.
 */
export async function failedTooOften(visitor: string): Promise<boolean> {
  for (const key of [visitor, FAILED_SIGNATURES]) if ((resting.get(key) ?? 0) > Date.now()) return true
  try {
    if (!(await takeLimit(`${FAILED_SIGNATURES}:${visitor}`, BY_VISITOR))) return rest(visitor)
    if (!(await takeLimit(FAILED_SIGNATURES, IN_ALL))) return rest(FAILED_SIGNATURES)
  } catch (error) {
    logger.warn({ err: error }, 'a failed signature could not be counted')
  }
  return false
}

function rest(key: string): true {
  if (resting.size > MOST_REMEMBERED) resting.clear()
  resting.set(key, Date.now() + REST_MS)
  return true
}
