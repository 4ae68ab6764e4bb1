import 'server-only'
import pg from 'pg'
import type { InboxState } from '@/lib/db/generated/enums'
import { pool } from '@/lib/db/pool'
import { storeStatement } from './store-statement'

export type Message = {
  id: string
  eventType: string
  body: string
  bodyHash: string
  state: InboxState
  note: string | null
  /** The provider's id of what it tells of, if the shop keeps that. */
  object: string | null
}

type Waiting = { message: Message; stored: () => void; failed: (error: unknown) => void }

const MOST_AT_ONCE = 32

let waiting: Waiting[] = []
let storing = false

/**
 * Stores a webhook with its job; resolves when both are committed. Webhooks that come in while others are being
 * committed are stored together by the next commit: PostgreSQL lets only one commit with a notification through at a
 * time, so a burst would otherwise wait for as many commits as it has webhooks.
 */
export function storeWebhook(message: Message): Promise<void> {
  return new Promise((stored, failed) => {
    waiting.push({ message, stored, failed })
    if (!storing) void storeWaiting()
  })
}

async function storeWaiting(): Promise<void> {
  storing = true
  while (waiting.length > 0) await storeTogether(takeBatch())
  storing = false
}

/** The next webhooks in the order they came, no two with the same id: one statement cannot write a row twice. */
function takeBatch(): Waiting[] {
  const ids = new Set<string>()
  const batch: Waiting[] = []
  const rest: Waiting[] = []
  for (const one of waiting) {
    const fits = batch.length < MOST_AT_ONCE && !ids.has(one.message.id)
    ids.add(one.message.id)
    ;(fits ? batch : rest).push(one)
  }
  waiting = rest
  return batch
}

/** One commit for all. If the database refuses it, each gets one of its own, so that none suffers for another. */
async function storeTogether(batch: Waiting[]): Promise<void> {
  try {
    await store(batch.map(({ message }) => message))
    for (const { stored } of batch) stored()
  } catch (error) {
    if (batch.length > 1 && error instanceof pg.DatabaseError) {
      for (const one of batch) await storeTogether([one])
    } else {
      for (const { failed } of batch) failed(error)
    }
  }
}

async function store(messages: Message[]): Promise<void> {
  const column = <K extends keyof Message>(key: K) => messages.map((message) => message[key])
  const values = [
    column('id'),
    column('eventType'),
    column('body'),
    column('bodyHash'),
    column('state'),
    column('note'),
    column('object'),
  ]
  await pool.query({ ...storeStatement, values })
}
