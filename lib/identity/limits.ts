import type { Limit } from './rate-limit'

const MINUTE = 60
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Codes sent to one address (trust: T16). With five tries a code these are thirty guesses an hour, fifty a day. */
export const CODES_TO_ADDRESS: readonly Limit[] = [
  { times: 3, seconds: 15 * MINUTE },
  { times: 6, seconds: HOUR },
  { times: 10, seconds: DAY },
]

/** One machine plays every shopper of a demo or a test run, and only our own scripts give a mode. */
const perIp = (times: number, mode: string | undefined) => (mode ? times * 100 : times)

/** Codes asked for from one IP. */
export const codesFromIp = (mode: string | undefined): readonly Limit[] => [
  { times: perIp(10, mode), seconds: HOUR },
]
