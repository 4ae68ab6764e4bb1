import 'server-only'
import type { Tx } from './prisma'

/** Every background task and what it is told. The worker has one file per task. */
export type Jobs = {
  process_webhook: { id: string }
  resolve_attempt: { attemptId: string }
  resolve_refund: { refundAttemptId: string }
  present_offer: { orderId: string }
  deliver_event: { deliveryId: string }
  send_receipt: { orderId: string }
  send_plan_mail: { eventId: string }
  resolve_change: { changeId: string }
  refresh_subscription: { providerId: string }
  end_subscription: { providerId: string }
  leave_after_all: { subscriptionId: string; since: string }
  delete_payment_method: { customerId: string; paymentMethodId: string }
  forget_customer: { customerId: string }
  sync_payment: { paymentId: string }
  sync_refund: { refundId: string }
  sweep: Record<string, never>
  check_invariants: Record<string, never>
  reconcile: Record<string, never>
  tune_bandits: Record<string, never>
}

/** The priority of finding out what became of money: before everything else, however much of that waits. */
export const MONEY_FIRST = -1

const FINDS_OUT_ABOUT_MONEY: ReadonlySet<keyof Jobs> = new Set([
  'resolve_attempt',
  'resolve_refund',
  'resolve_change',
])

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
  const priority = FINDS_OUT_ABOUT_MONEY.has(task) ? MONEY_FIRST : 0
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.add_job(
    ${task}, ${JSON.stringify(payload)}::json, run_at => ${runAt ?? null}::timestamptz, job_key => ${key ?? null}::text,
    queue_name => ${queue ?? null}::text, priority => ${priority}::int)`
}

/** Takes back a job that waits under this key. */
export async function dropJob(tx: Pick<Tx, '$queryRaw'>, key: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM graphile_worker.remove_job(${key})`
}
