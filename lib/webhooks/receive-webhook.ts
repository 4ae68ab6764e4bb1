import 'server-only'
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { failedTooOften } from './failed-signatures'
import { decodeKey, verifySignature, type WebhookHeaders } from './signature'
import { storeWebhook } from './store-webhook'
import { idOf, subjectOf } from './subject'

export const MAX_BODY_BYTES = 256 * 1_024

const keys = [env.DODO_PAYMENTS_WEBHOOK_KEY, env.DODO_PAYMENTS_WEBHOOK_KEY_PREVIOUS].flatMap((key) =>
  key ? [decodeKey(key)] : [],
)
const envelope = z.object({ type: z.string().min(1).max(128), business_id: z.string().optional() })
const utf8 = new TextDecoder('utf-8', { fatal: true })

export type Received = { status: 200 | 400 | 401 | 429 | 503; result: string }

/**
 * Takes a webhook in: signature over the raw bytes, one insert, then 200 (the table of trust 4.3). Decides nothing; the
 * worker does the work. 503 asks the sender to come again and is given only when the message could not be stored; what
 * no retry can mend is kept, set aside and cried out. Test events cannot get here on a live shop: they are signed with
 * another key.
 */
export async function receiveWebhook(
  headers: WebhookHeaders,
  body: Buffer,
  visitor: () => string,
): Promise<Received> {
  const verified = verifySignature(headers, body, keys, new Date())
  if (!verified.ok) {
    if (verified.status === 401 && (await failedTooOften(visitor())))
      return { status: 429, result: 'too many failed signatures' }
    logger.warn({ webhookId: headers.id, status: verified.status }, 'webhook refused')
    return { status: verified.status, result: 'refused' }
  }
  const { eventType, aside, object } = readEnvelope(body)
  if (aside) logger.error({ webhookId: verified.id, eventType, note: aside }, 'webhook set aside')
  try {
    await storeWebhook({
      id: verified.id,
      eventType,
      // PostgreSQL text holds no NUL, and JSON begins with no byte order mark.
      body: body
        .toString('utf8')
        .replaceAll('\u0000', '')
        .replace(/^\uFEFF/, ''),
      bodyHash: createHash('sha256').update(body).digest('base64url'),
      state: aside ? 'quarantined' : subjectOf(eventType) ? 'new' : 'ignored',
      note: aside,
      object,
    })
    return { status: 200, result: aside ? 'set aside' : 'stored' }
  } catch (error) {
    logger.error(
      { webhookId: verified.id, err: error },
      'webhook could not be stored; the sender will come again',
    )
    return { status: 503, result: 'try again' }
  }
}

/** What kind of event it is, what it tells of, and why it is set aside, if it is. */
function readEnvelope(body: Buffer): { eventType: string; object: string | null; aside: string | null } {
  try {
    const event: unknown = JSON.parse(utf8.decode(body))
    const { type, business_id: business } = envelope.parse(event)
    const subject = subjectOf(type)
    const ours = env.DODO_PAYMENTS_BUSINESS_ID
    const foreign = ours !== undefined && business !== undefined && business !== ours
    return {
      eventType: type,
      object: subject && idOf(subject, event),
      aside: foreign ? 'it is about another business' : null,
    }
  } catch {
    return { eventType: 'unreadable', object: null, aside: 'the body is not a webhook of this API' }
  }
}
