import { EventEmitter } from 'node:events'
import { hostname } from 'node:os'
import { Logger, run, type WorkerEvents } from 'graphile-worker'
import pg from 'pg'
import { checkStart } from '@/lib/check-start'
import { LiveWorkers } from '@/lib/db/live-workers'
import { pool } from '@/lib/db/pool'
import { releaseDeadJobs } from '@/lib/db/release-dead-jobs'
import { env } from '@/lib/env'
import { beat, stopBeating } from '@/lib/health/heartbeat'
import { logger } from '@/lib/logger'
import { cronItems } from './cron'
import { tasks } from './tasks'

const CONCURRENCY = 4
const FETCHED_AT_ONCE = 16
/** How long the next look waits while there is less to do than could be fetched; the first job never waits. */
const FETCH_EVERY_MS = 100
const BOOKS_EVERY_MS = 10
const RELEASE_EVERY_MS = 5_000
const BEAT_EVERY_MS = 10_000
const workerId = `${hostname()}:${process.pid}`

await checkStart()
const alive = new LiveWorkers()
const events: WorkerEvents = new EventEmitter()
alive.follow(events)
await alive.keep()
await releaseDeadJobs()
setInterval(() => {
  alive
    .keep()
    .then(releaseDeadJobs)
    .catch((error: unknown) => logger.warn({ err: error }, 'jobs could not be released'))
}, RELEASE_EVERY_MS).unref()
await beat(workerId)
setInterval(() => {
  beat(workerId).catch((error: unknown) => logger.warn({ err: error }, 'the heartbeat could not be written'))
}, BEAT_EVERY_MS).unref()

// The queue's own books need not reach the disk at once: whatever is lost of them is work done again.
const queuePool = new pg.Pool({
  connectionString: env.DATABASE_URL,
  max: CONCURRENCY + 1,
  options: '-c synchronous_commit=off',
})
queuePool.on('error', (error) => logger.warn({ err: error }, 'the queue lost a connection'))

const runner = await run({
  pgPool: queuePool,
  preset: {
    worker: {
      concurrentJobs: CONCURRENCY,
      pollInterval: 1_000,
      localQueue: {
        size: FETCHED_AT_ONCE,
        refetchDelay: {
          durationMs: FETCH_EVERY_MS,
          threshold: FETCHED_AT_ONCE - 1,
          maxAbortThreshold: Infinity,
        },
      },
      completeJobBatchDelay: BOOKS_EVERY_MS,
      failJobBatchDelay: BOOKS_EVERY_MS,
    },
  },
  // A plan kept from when the queue was empty reads the whole of it for every job once it is long.
  noPreparedStatements: true,
  taskList: tasks,
  parsedCronItems: cronItems,
  events,
  // Its info lines name every job; ours say what a job did.
  logger: new Logger(() => (level, message) => {
    if (level === 'error') logger.error(message)
    else if (level === 'warning') logger.warn(message)
    else logger.debug(message)
  }),
})
events.on('job:error', ({ job, error }) => {
  logger.error(
    { task: job.task_identifier, attempts: job.attempts, err: error },
    'job failed; it runs again later',
  )
})
logger.info('worker ready')
await runner.promise
await stopBeating(workerId)
await alive.end()
await queuePool.end()
await pool.end()
