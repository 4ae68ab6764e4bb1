import { createHmac } from 'node:crypto'
import type { TrustStack } from './stack.ts'

export type Signed = { headers: Record<string, string>; body: Buffer }

export const keyOf = ({ secrets }: TrustStack) =>
  Buffer.from(secrets.webhookKey.replace('whsec_', ''), 'base64')

/** A webhook as the provider signs it (Standard Webhooks). */
export function sign(key: Buffer, id: string, content: string | Buffer, at = Date.now()): Signed {
  const body = Buffer.from(content)
  const timestamp = String(Math.floor(at / 1_000))
  const mac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64')
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${mac}`,
    },
  }
}

export const webhookUrl = (url: string) => `${url}/api/webhooks/dodo`
