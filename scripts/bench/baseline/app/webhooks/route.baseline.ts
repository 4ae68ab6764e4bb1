import { createHash, randomUUID } from 'node:crypto'
import { Webhooks } from '@dodopayments/nextjs'
import pg from 'pg'

const { DATABASE_URL, WEBHOOK_KEY = '', STORE_WEBHOOK = '' } = process.env

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 10 })

/**
 * The provider's own adapter in front of the shop's own statement. It hides the sender's id, so a new one is made,
 * and it hides the raw body, so the event is written out again.
 */
export const POST = Webhooks({
  webhookKey: WEBHOOK_KEY,
  onPayload: async (event) => {
    const body = JSON.stringify(event)
    const hash = createHash('sha256').update(body).digest('base64url')
    await pool.query({
      name: 'store_webhooks',
      text: STORE_WEBHOOK,
      values: [[randomUUID()], [event.type], [body], [hash], ['new'], [null], [null]],
    })
  },
})
