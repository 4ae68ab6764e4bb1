import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { decodeKey, verifySignature, type WebhookHeaders } from './signature'

export const MAX_BODY_BYTES = 256 * 1_024

const keys = [decodeKey(env.DODO_PAYMENTS_WEBHOOK_KEY)]
const envelope = z.object({ type: z.string().min(1).max(128) })

// One statement, one commit: the message and the job that works on it are both there, or neither is. A second
// delivery with another body is looked at again, because bodies are rendered when they are sent.
const STORE = {
  name: 'store_webhook',
  text: `WITH stored AS (
    INSERT INTO webhook_message (id, event_type, body, body_hash, state, note)
    VALUES ($1, $2, $3, $4, $5::"InboxState", $6)
    ON CONFLICT (id) DO UPDATE SET
      deliveries = webhook_message.deliveries + 1,
      state = CASE WHEN webhook_message.body_hash = excluded.body_hash THEN webhook_message.state ELSE excluded.state END,
      body = excluded.body, body_hash = excluded.body_hash
    RETURNING id, state, deliveries
  )
  SELECT graphile_worker.add_job('process_webhook', json_build_object('id', id))
  FROM stored WHERE state = 'new'`,
}

export type Received = { status: 200 | 400 | 401 | 413 | 503; result: string }

/**
 * Takes a webhook in: signature over the raw bytes, one insert, then 200. Decides nothing; the worker does the
 * work. 503 asks the sender to come again and is given only when the message could not be stored.
 */
export async function receiveWebhook(headers: WebhookHeaders, body: Buffer): Promise<Received> {
  if (body.length > MAX_BODY_BYTES) return { status: 413, result: 'too large' }
  const verified = verifySignature(headers, body, keys, new Date())
  if (!verified.ok) {
    logger.warn({ webhookId: headers.id, status: verified.status }, 'webhook refused')
    return { status: verified.status, result: 'refused' }
  }
  const text = body.toString('utf8')
  const event = parseEnvelope(text)
  const hash = createHash('sha256').update(body).digest('base64url')
  try {
    await pool.query({
      ...STORE,
      values: [
        verified.id,
        event ?? 'unreadable',
        // PostgreSQL text holds no NUL.
        text.replaceAll('\u0000', ''),
        hash,
        event ? 'new' : 'quarantined',
        event ? null : 'the body is not a webhook of this API',
      ],
    })
    return { status: 200, result: event ? 'stored' : 'quarantined' }
  } catch (error) {
    logger.error(
      { webhookId: verified.id, err: error },
      'webhook could not be stored; the sender will come again',
    )
    return { status: 503, result: 'try again' }
  }
}

function parseEnvelope(text: string): string | null {
  try {
    return envelope.parse(JSON.parse(text)).type
  } catch {
    return null
  }
}
