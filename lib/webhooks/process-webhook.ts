import 'server-only'
import type { Applied } from '@/lib/charges/apply-payment'
import { syncPayment } from '@/lib/charges/sync-payment'
import type { InboxState, WebhookMessage } from '@/lib/db/generated/client'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
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
const MOST_ALIKE = 100

type Outcome = { state: InboxState; note: string | null }

/**
 * Works on a stored webhook. An event only says which object to look at: the object is read again from the provider, so
 * order, repetition and old bodies cannot matter, and one read answers every message about it that was there before.
 * A try that fails is followed by another, later and later; after twenty, or five that killed their worker, the message
 * is dead and a person is told (trust: 4.5). It never holds up others.
 */
export async function processWebhook(id: string): Promise<void> {
  const message = await begin(id)
  if (!message) return
  const alike = await findAlike(message)
  const outcome =
    message.unfinished > MOST_CRASHES
      ? ({ state: 'dead', note: 'its worker died again and again' } as const)
      : await workSafely(message)
  if (outcome.state === 'new') await tryAgainLater(message, outcome.note)
  else await finish(message, alike, outcome)
}

/** Counts the try before it is made, and commits that: a body that kills the worker counts too. */
async function begin(id: string): Promise<WebhookMessage | null> {
  const [message] = await db.webhookMessage.updateManyAndReturn({
    where: { id, state: 'new' },
    data: { attempts: { increment: 1 }, unfinished: { increment: 1 } },
  })
  return message ?? null
}

type Alike = Pick<WebhookMessage, 'id' | 'bodyHash'>

/** Other messages about the same object that wait before it is read. */
async function findAlike({ id, object }: WebhookMessage): Promise<Alike[]> {
  if (!object) return []
  return db.webhookMessage.findMany({
    where: { object, state: 'new', id: { not: id } },
    select: { id: true, bodyHash: true },
    take: MOST_ALIKE,
  })
}

async function workSafely(message: WebhookMessage): Promise<Outcome> {
  const outcome = await work(message).catch((error: unknown): Outcome => {
    logger.error({ webhookId: message.id, err: error }, 'the work on a webhook failed')
    return { state: 'new', note: 'the work on it failed' }
  })
  return outcome.state === 'new' && message.attempts >= MOST_TRIES
    ? { state: 'dead', note: outcome.note }
    : outcome
}

async function work({ eventType, body, attempts }: WebhookMessage): Promise<Outcome> {
  const subject = subjectOf(eventType)
  if (!subject) return { state: 'ignored', note: null }
  const id = idOf(subject, JSON.parse(body))
  if (!id) return { state: 'quarantined', note: `names no ${subject}` }
  return judge(subject, await READ_AGAIN[subject](id), attempts)
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

async function tryAgainLater({ id, attempts }: WebhookMessage, note: string | null): Promise<void> {
  logger.warn({ webhookId: id, attempts, note }, 'webhook left for later')
  const runAt = new Date(Date.now() + waitMs(attempts))
  await db.$transaction(async (tx) => {
    await tx.webhookMessage.updateMany({ where: { id, state: 'new' }, data: { note, unfinished: 0 } })
    await addJob(tx, 'process_webhook', { id }, { key: `webhook:${id}`, runAt })
  })
}

/**
 * Ends the work, also on those alike if the object could be taken in. Not where a newer body has come meanwhile: its own
 * job works on that.
 */
async function finish(message: WebhookMessage, alike: Alike[], { state, note }: Outcome): Promise<void> {
  const { id, attempts } = message
  const ended = state === 'done' ? [message, ...alike] : [message]
  await db.$executeRaw`UPDATE webhook_message SET state = ${state}::"InboxState", note = ${note}, done_at = now(), unfinished = 0
    WHERE state = 'new' AND (id, body_hash) IN
      (SELECT * FROM unnest(${ended.map((each) => each.id)}::text[], ${ended.map(({ bodyHash }) => bodyHash)}::text[]))`
  if (state === 'quarantined') logger.error({ webhookId: id, note }, 'webhook set aside')
  if (state === 'dead')
    logger.error({ webhookId: id, attempts, note }, 'webhook is dead; requeue it once it is mended')
}
