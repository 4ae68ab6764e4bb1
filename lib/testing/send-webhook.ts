import { createHmac, randomUUID } from 'node:crypto'
import { WEBHOOK_SECRET } from '../../emulator/testing'

type Options = { id?: string; key?: string; headers?: Record<string, string>; address?: string }

/** A webhook as the provider sends it, signed now; answers with what the route said and the message's id. */
export async function sendWebhook(
  event: unknown,
  { id = `msg_${randomUUID()}`, key = WEBHOOK_SECRET, headers, address }: Options = {},
): Promise<{ status: number; id: string }> {
  const { POST } = await import('../../app/api/webhooks/dodo/route')
  const body = typeof event === 'string' ? event : JSON.stringify(event)
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const mac = createHmac('sha256', Buffer.from(key.slice(6), 'base64')).update(`${id}.${timestamp}.${body}`)
  const answer = await POST(
    new Request('http://shop.test/api/webhooks/dodo', {
      method: 'POST',
      body,
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${mac.digest('base64')}`,
        ...(address && { 'x-forwarded-for': address }),
        ...headers,
      },
    }),
  )
  return { status: answer.status, id }
}
