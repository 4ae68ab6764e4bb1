import { createHmac } from 'node:crypto'

/**
 * Standard Webhooks headers for one attempt. The secret is `whsec_` and base64; the signed text is
 * `id.timestamp.body`, and the timestamp is the attempt's, so that a late retry still verifies.
 */
export function signedHeaders(
  secret: string,
  id: string,
  sentAt: Date,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000))
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` }
}
