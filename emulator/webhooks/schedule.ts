const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long a receiver may take, connecting and answering. */
export const TIMEOUT_MS = 15 * SECOND

/** Pauses before the second, third … attempt, as the provider documents them: eight attempts in all. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  10 * HOUR,
]
