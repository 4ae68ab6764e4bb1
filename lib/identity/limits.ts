import { env } from '@/lib/env'
import type { Limit } from '@/lib/limits/take'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Codes sent to one address (trust: T16). With five tries a code these are thirty guesses an hour, fifty a day. */
export const CODES_TO_ADDRESS: readonly Limit[] = [
  { max: 3, perSeconds: 15 * MINUTE },
  { max: 6, perSeconds: HOUR },
  { max: 10, perSeconds: DAY },
]

/** Codes asked for from one network; one machine plays every shopper of a demo or a test run. */
export const CODES_FROM_NETWORK: Limit = { max: 10 * env.RATE_LIMIT_SCALE, perSeconds: HOUR }
