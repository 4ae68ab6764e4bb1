import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { decodeKey, verifySignature, type WebhookHeaders } from './signature'
import { storeWebhook } from './store-webhook'

export const MAX_BODY_BYTES = 256 * 1_024

const keys = [decodeKey(env.DODO_PAYMENTS_WEBHOOK_KEY)]
const envelope = z.object({ type: z.string().min(1).max(128) })

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
    await storeWebhook({
      id: verified.id,
      eventType: event ?? 'unreadable',
      // PostgreSQL text holds no NUL.
      body: text.replaceAll('\u0000', ''),
      bodyHash: hash,
      state: event ? 'new' : 'quarantined',
      note: event ? null : 'the body is not a webhook of this API',
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
