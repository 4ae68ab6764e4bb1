import { Logger, type Runner, run, type WorkerEvents } from 'graphile-worker'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { cronItems } from './cron'
import { lookUpTasks, otherTasks } from './tasks'

const CONCURRENCY = 4

/** Its info lines name every job; ours say what a job did. */
const quiet = new Logger(() => (level, message) => {
  if (level === 'error') logger.error(message)
  else if (level === 'warning') logger.warn(message)
  else logger.debug(message)
})

/**
 * Works on the queue in two lanes of four jobs at a time, so that a look at what became of money never waits behind
 * webhooks, offers and mails, however many there are, nor these behind a provider that answers slowly.
 */
export function runLanes(events: WorkerEvents): Promise<Runner[]> {
  const lane = { connectionString: env.DATABASE_URL, maxPoolSize: CONCURRENCY + 1, concurrency: CONCURRENCY }
  const common = { ...lane, pollInterval: 1_000, events, logger: quiet }
  return Promise.all([
    run({ ...common, taskList: lookUpTasks, parsedCronItems: [] }),
    run({ ...common, taskList: otherTasks, parsedCronItems: cronItems }),
  ])
}
