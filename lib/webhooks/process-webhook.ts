import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import { syncPayment } from '@/lib/charges/sync-payment'
import type { InboxState, WebhookMessage } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db, type Tx } from '@/lib/db/prisma'
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
  const verdict = isDeadly(first) ? notNow : await readSafely(first)
  await finish(messages.map((message) => ({ message, ...outcomeOf(message, verdict) })))
}

const isDeadly = ({ unfinished }: Waiting) => unfinished > MOST_CRASHES
const notNow: Verdict = () => ({ state: 'new', note: 'another message about it killed its worker' })

/** Counts the try before it is made, and commits that: a body that kills the worker counts too. */
async function begin(id: string): Promise<Waiting[]> {
  const messages = await db.$queryRaw<Waiting[]>`
    UPDATE webhook_message SET attempts = attempts + 1, unfinished = unfinished + 1
    WHERE state = 'new' AND coalesce(object, id) = (SELECT coalesce(object, id) FROM webhook_message WHERE id = ${id})
    RETURNING id, object, event_type AS "eventType", body, body_hash AS "bodyHash", attempts, unfinished`
  return messages.toSorted((a, b) => b.unfinished - a.unfinished)
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

/**
 * Ends the work, or has those that are left worked on later. A message whose body has changed meanwhile is left as it is:
 * its own job works on that.
 */
async function finish(ends: ({ message: Waiting } & Outcome)[]): Promise<void> {
  const later = ends.filter(({ state }) => state === 'new').map(({ message }) => message)
  const [next] = later.toSorted((a, b) => a.attempts - b.attempts)
  if (!next) await write(db, ends)
  else
    await db.$transaction(async (tx) => {
      await write(tx, ends)
      const runAt = new Date(Date.now() + waitMs(next.attempts))
      const key = `webhook:later:${next.object ?? next.id}`
      await addJob(tx, 'process_webhook', { id: next.id }, { key, runAt })
    })
  for (const { message, state, note } of ends) tell(message, state, note)
}

async function write(tx: Pick<Tx, '$executeRaw'>, ends: ({ message: Waiting } & Outcome)[]): Promise<void> {
  const column = <T>(of: (end: (typeof ends)[number]) => T) => ends.map(of)
  await tx.$executeRaw`UPDATE webhook_message AS m SET unfinished = 0,
      state = CASE WHEN m.body_hash = ended.body_hash THEN ended.state ELSE m.state END,
      note = CASE WHEN m.body_hash = ended.body_hash THEN ended.note ELSE m.note END,
      done_at = CASE WHEN m.body_hash = ended.body_hash AND ended.state <> 'new' THEN now() END
    FROM unnest(${column(({ message }) => message.id)}::text[], ${column(({ message }) => message.bodyHash)}::text[],
      ${column(({ state }) => state)}::"InboxState"[], ${column(({ note }) => note)}::text[])
      AS ended (id, body_hash, state, note)
    WHERE m.id = ended.id AND m.state = 'new'`
}

function tell({ id, attempts }: Waiting, state: InboxState, note: string | null): void {
  if (state === 'new') logger.warn({ webhookId: id, attempts, note }, 'webhook left for later')
  if (state === 'quarantined') logger.error({ webhookId: id, note }, 'webhook set aside')
  if (state === 'dead')
    logger.error({ webhookId: id, attempts, note }, 'webhook is dead; requeue it once it is mended')
}
