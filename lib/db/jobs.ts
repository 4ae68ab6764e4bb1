import 'server-only'
import type { Tx } from './prisma'

/** Every background task and what it is told. The worker has one file per task. */
export type Jobs = {
  process_webhook: { id: string }
  resolve_attempt: { attemptId: string }
  present_offer: { orderId: string }
  send_receipt: { orderId: string }
  resolve_change: { changeId: string }
  refresh_subscription: { providerId: string }
  delete_payment_method: { customerId: string; paymentMethodId: string }
  forget_customer: { customerId: string }
}

type Options = {
  runAt?: Date
  /** One job per key: a second one takes the place of the first, unless that is running already. */
  key?: string
  /** Jobs of one queue run one after the other. */
  queue?: string
}

/** Queues a job in the caller's transaction: it exists exactly when what it is about exists. */
export async function addJob<T extends keyof Jobs>(
  tx: Pick<Tx, '$queryRaw'>,
  task: T,
  payload: Jobs[T],
  { runAt, key, queue }: Options = {},
): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.add_job(
    ${task}, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz, job_key => ${key ?? null}::text,
    queue_name => ${queue ?? null}::text)`
}
