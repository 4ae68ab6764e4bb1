import { createHmac } from 'node:crypto'

/**
 * Standard Webhooks headers for one attempt. Each secret is `whsec_` and base64, and signs the text
 * `id.timestamp.body`; while a former secret is still good there are two signatures, apart by a space. The
 * timestamp is the attempt's, so that a late retry still verifies.
 */
export function signedHeaders(
  secrets: readonly string[],
  id: string,
  sentAt: Date,
  body: string,
): Record<string, string> {
  const timestamp = String(Math.floor(sentAt.getTime() / 1000))
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
    return `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`
  })
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signatures.join(' ') }
}
