import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import { syncPayment } from '@/lib/charges/sync-payment'
import type { InboxState, WebhookMessage } from '@/lib/db/generated/client'
import { pool } from '@/lib/db/pool'
import type { ProviderError } from '@/lib/dodo/errors'
import { logger } from '@/lib/logger'
import { syncDispute } from '@/lib/refunds/sync-dispute'
import { syncRefund } from '@/lib/refunds/sync-refund'
import type { Result } from '@/lib/result'
import { refreshSubscription } from '@/lib/subscriptions/refresh-subscription'
import type { Synced } from '@/lib/subscriptions/sync-subscription'
import { idOf, type Subject, subjectOf } from './subject'

const MOST_TRIES = 20
const MOST_CRASHES = 5
/** How often something that nobody knows yet is looked for: a webhook may be faster than what it is about. */
const TRIES_FOR_UNKNOWN = 5
const FIRST_WAIT_MS = 5_000
const LONGEST_WAIT_MS = 60 * 60 * 1_000

type Waiting = Pick<
  WebhookMessage,
  'id' | 'object' | 'eventType' | 'body' | 'bodyHash' | 'attempts' | 'unfinished'
>
type Outcome = { state: InboxState; note: string | null }
/** What the read says of a message that was tried so often. */
type Verdict = (attempts: number) => Outcome

/**
 * Works on a stored webhook and all others about the same object. An event only says which object to look at: the object
 * is read again from the provider, so order, repetition and old bodies cannot matter, and one read answers every message
 * about it that was there before. A try that fails is followed by another, later and later; after twenty, or five that
 * killed their worker, a message is dead and a person is told (trust: 4.5). It never holds up others.
 */
export async function processWebhook(id: string): Promise<void> {
  const messages = await begin(id)
  const [first] = messages
  if (!first) return
  try {
    const verdict = isDeadly(first) ? notNow : await readSafely(first)
    await finish(messages.map((message) => ({ message, ...outcomeOf(message, verdict) })))
  } finally {
    for (const message of messages) inHand.delete(asBegun(message))
  }
}

/** The messages that this process is working on: whoever has begun one ends it, or the job that began it runs again. */
const inHand = new Set<string>()
const asBegun = ({ id, bodyHash }: Waiting) => `${id} ${bodyHash}`

const isDeadly = ({ unfinished }: Waiting) => unfinished > MOST_CRASHES
const notNow: Verdict = () => ({ state: 'new', note: 'another message about it killed its worker' })

/**
 * Counts the try before it is made, and commits that: a body that kills the worker counts too. Rows are locked in one
 * order, here and at the end: jobs about the same object may run at the same time.
 */
async function begin(id: string): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>({
    name: 'begin_webhooks',
    text: `WITH waiting AS (
        SELECT id FROM webhook_message
        WHERE state = 'new' AND id || ' ' || body_hash <> ALL ($2::text[])
          AND coalesce(object, id) = (SELECT coalesce(object, id) FROM webhook_message WHERE id = $1)
        ORDER BY id FOR UPDATE
      )
      UPDATE webhook_message AS m SET attempts = attempts + 1, unfinished = unfinished + 1
      FROM waiting WHERE m.id = waiting.id
      RETURNING m.id, object, event_type AS "eventType", body, body_hash AS "bodyHash", attempts, unfinished`,
    values: [id, [...inHand]],
  })
  for (const message of rows) inHand.add(asBegun(message))
  return rows.toSorted((a, b) => b.unfinished - a.unfinished)
}

function outcomeOf(message: Waiting, verdict: Verdict): Outcome {
  if (isDeadly(message)) return { state: 'dead', note: 'its worker died again and again' }
  const { state, note } = verdict(message.attempts)
  return { state: state === 'new' && message.attempts >= MOST_TRIES ? 'dead' : state, note }
}

const readSafely = (message: Waiting): Promise<Verdict> =>
  read(message).catch((error: unknown) => {
    logger.error({ webhookId: message.id, err: error }, 'the work on a webhook failed')
    return () => ({ state: 'new', note: 'the work on it failed' })
  })

async function read({ eventType, body }: Waiting): Promise<Verdict> {
  const subject = subjectOf(eventType)
  if (!subject) return () => ({ state: 'ignored', note: null })
  const id = idOf(subject, JSON.parse(body))
  if (!id) return () => ({ state: 'quarantined', note: `names no ${subject}` })
  const synced = await READ_AGAIN[subject](id)
  return (attempts) => judge(subject, synced, attempts)
}

const READ_AGAIN: Record<Subject, (id: string) => Promise<Result<Applied | Synced, ProviderError>>> = {
  payment: syncPayment,
  refund: syncRefund,
  dispute: syncDispute,
  subscription: refreshSubscription,
}

function judge(what: Subject, synced: Result<Applied | Synced, ProviderError>, attempts: number): Outcome {
  const unknown = (note: string): Outcome => ({
    state: attempts < TRIES_FOR_UNKNOWN ? 'new' : 'quarantined',
    note,
  })
  if (!synced.ok) {
    return synced.error.kind === 'not_found'
      ? unknown(`the provider does not know the ${what}`)
      : { state: 'new', note: `the ${what} could not be read (${synced.error.kind})` }
  }
  switch (synced.value) {
    case 'not_ours':
      return { state: 'quarantined', note: `the ${what} names nothing of this shop` }
    case 'unknown_attempt':
      return unknown(`the ${what} names an attempt that is not there`)
    case 'applied':
    case 'unchanged':
    case 'older':
    case 'not_started':
      return { state: 'done', note: synced.value }
  }
}

/** Waits 5 s, 10 s, 20 s … an hour, half of it by chance. */
function waitMs(attempts: number): number {
  const full = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempts - 1))
  return full / 2 + (Math.random() * full) / 2
}

type End = { message: Waiting } & Outcome

/**
 * Ends the work, or has those that are left worked on later. A message whose body has changed meanwhile is left as it is:
 * its own job works on that.
 */
async function finish(ends: End[]): Promise<void> {
  const column = <T>(of: (end: End) => T) => ends.map(of)
  const left = ends.filter(({ state }) => state === 'new').map(({ message }) => message)
  const [next] = left.toSorted((a, b) => a.attempts - b.attempts)
  await pool.query({
    name: 'end_webhooks',
    text: `WITH ended AS (
        SELECT m.id, given.state, given.note, m.body_hash = given.body_hash AS same
        FROM unnest($1::text[], $2::text[], $3::"InboxState"[], $4::text[]) AS given (id, body_hash, state, note)
          JOIN webhook_message AS m ON m.id = given.id AND m.state = 'new'
        ORDER BY m.id FOR UPDATE OF m
      ), written AS (
        UPDATE webhook_message AS m SET unfinished = 0,
          state = CASE WHEN same THEN ended.state ELSE m.state END,
          note = CASE WHEN same THEN ended.note ELSE m.note END,
          done_at = CASE WHEN same AND ended.state <> 'new' THEN now() END
        FROM ended WHERE m.id = ended.id
      )
      SELECT FROM graphile_worker.add_job('process_webhook', json_build_object('id', $5::text),
        run_at => $6::timestamptz, job_key => $7::text)
      WHERE $5 IS NOT NULL`,
    values: [
      column(({ message }) => message.id),
      column(({ message }) => message.bodyHash),
      column(({ state }) => state),
      column(({ note }) => note),
      next?.id,
      next && new Date(Date.now() + waitMs(next.attempts)),
      next && `webhook:later:${next.object ?? next.id}`,
    ],
  })
  for (const { message, state, note } of ends) tell(message, state, note)
}

function tell({ id, attempts }: Waiting, state: InboxState, note: string | null): void {
  if (state === 'new') logger.warn({ webhookId: id, attempts, note }, 'webhook left for later')
  if (state === 'quarantined') logger.error({ webhookId: id, note }, 'webhook set aside')
  if (state === 'dead')
    logger.error({ webhookId: id, attempts, note }, 'webhook is dead; requeue it once it is mended')
}
