import { createHmac, randomUUID } from 'node:crypto'
import type { BenchStack } from './bench-stack.ts'
import type { Ask } from './http-client.ts'
import { compareUnderLoad, type Load } from './load.ts'
import { withDatabase } from './shop-data.ts'

/**
 * Sends signed webhooks with ids of their own to the shop and to the provider's adapter in turn. The body is a
 * real one that the emulator sent for a payment. The worker must rest: its work is the same for both.
 */
export async function measureWebhooks(
  stack: BenchStack,
  seconds: number,
  rounds: number,
): Promise<{ shop: Load; adapter: Load }> {
  const body = await withDatabase(stack.databaseUrl, async (client) => {
    const { rows } = await client.query<{ body: string }>(
      "select body from webhook_message where event_type = 'payment.succeeded' limit 1",
    )
    return rows[0]?.body ?? ''
  })
  if (!body) throw new Error('No webhook of a payment has come in.')
  const key = Buffer.from(stack.secrets.webhookKey.replace('whsec_', ''), 'base64')
  const to = (url: string) => (): Ask => signed(url, body, key)
  return compareUnderLoad(
    {
      shop: { pid: stack.shop.pid, status: 200, next: to(`${stack.shop.url}/api/webhooks/dodo`) },
      adapter: { pid: stack.baseline.pid, status: 200, next: to(`${stack.baseline.url}/webhooks`) },
    },
    { concurrency: 16, seconds },
    rounds,
  )
}

function signed(url: string, body: string, key: Buffer): Ask {
  const id = `msg_${randomUUID()}`
  const timestamp = String(Math.floor(Date.now() / 1_000))
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  return {
    url,
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': timestamp,
      'webhook-signature': `v1,${signature}`,
    },
    body,
  }
}
