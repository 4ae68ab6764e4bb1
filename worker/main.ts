import { Logger, run } from 'graphile-worker'
import { z } from 'zod'
import { resolveAttempt } from '@/lib/charges/resolve-attempt'
import { checkStart } from '@/lib/check-start'
import type { Jobs } from '@/lib/db/jobs'
import { pool } from '@/lib/db/pool'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { sendReceipt } from '@/lib/notifications/send-receipt'
import { presentNextOffer } from '@/lib/offers/present-next-offer'
import { processWebhook } from '@/lib/webhooks/process-webhook'

type Tasks = { [T in keyof Jobs]: (payload: unknown) => Promise<void> }

const id = z.object({ id: z.string() })
const attempt = z.object({ attemptId: z.string() })
const order = z.object({ orderId: z.string() })

const tasks: Tasks = {
  process_webhook: async (payload) => processWebhook(id.parse(payload).id),
  resolve_attempt: async (payload) => resolveAttempt(attempt.parse(payload).attemptId),
  present_offer: async (payload) => void (await presentNextOffer(order.parse(payload).orderId)),
  send_receipt: async (payload) => sendReceipt(order.parse(payload).orderId),
}

const CONCURRENCY = 4

await checkStart()

const runner = await run({
  connectionString: env.DATABASE_URL,
  maxPoolSize: CONCURRENCY + 1,
  concurrency: CONCURRENCY,
  pollInterval: 1_000,
  taskList: tasks,
  parsedCronItems: [],
  // Its info lines name every job; ours say what a job did.
  logger: new Logger(() => (level, message) => {
    if (level === 'error') logger.error(message)
    else if (level === 'warning') logger.warn(message)
    else logger.debug(message)
  }),
})
runner.events.on('job:error', ({ job, error }) => {
  logger.error(
    { task: job.task_identifier, attempts: job.attempts, err: error },
    'job failed; it runs again later',
  )
})
logger.info('worker ready')
await runner.promise
await pool.end()
