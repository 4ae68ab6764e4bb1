import { parseCronItems } from 'graphile-worker'
import type { Jobs } from '@/lib/db/jobs'

type Regular = { [T in keyof Jobs]: Jobs[T] extends Record<string, never> ? T : never }[keyof Jobs]

const at = (task: Regular, match: string, backfillMs = 0) => ({
  task,
  match,
  options: {
    backfillPeriod: backfillMs,
    maxAttempts: 5,
    jobKey: task,
    jobKeyMode: 'preserve_run_at' as const,
  },
})

/** What is done by the clock, in UTC; one job of each at a time, however many workers there are. */
export const cronItems = parseCronItems([
  at('sweep', '* * * * *'),
  at('check_invariants', '*/5 * * * *'),
  // A day on which no worker ran is made up for.
  at('reconcile', '17 3 * * *', 24 * 60 * 60 * 1_000),
  at('tune_bandits', '41 4 * * *', 24 * 60 * 60 * 1_000),
])
