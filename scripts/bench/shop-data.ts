import { createHash, randomBytes } from 'node:crypto'
import pg from 'pg'

export type Offer = { orderId: string; impressionId: string; cookie: string }

/** Forgets every order, webhook and job of earlier runs; the catalogue stays. */
export async function emptyShop(databaseUrl: string): Promise<void> {
  await withDatabase(databaseUrl, async (client) => {
    await client.query('truncate shopper_session, payment, webhook_message cascade')
    await client.query('truncate graphile_worker._private_jobs')
  })
}

/**
 * Copies a paid order and the offer it sees, for as many shoppers as asked: each has a session, an order, a paid
 * line and an open offer of its own. They share the payment, so every one may be charged on its saved card.
 */
export async function copyOffer(databaseUrl: string, model: Offer, count: number): Promise<Offer[]> {
  return withDatabase(databaseUrl, async (client) => {
    const offers: Offer[] = []
    for (let copy = 0; copy < count; copy += 1) {
      const token = randomBytes(32).toString('base64url')
      const offer = { orderId: newId(), impressionId: newId(), cookie: `upnext=${token}` }
      const sessionId = createHash('sha256').update(token).digest('base64url')
      await client.query('insert into shopper_session (id) values ($1)', [sessionId])
      await client.query(
        `insert into "order" (id, session_id, locale, paid_at, email, country, receipt_revision, receipt_sent_revision)
         select $2, $3, locale, now(), email, country, 1, 1 from "order" where id = $1`,
        [model.orderId, offer.orderId, sessionId],
      )
      await client.query(
        `insert into order_line (id, order_id, product_id, state, tax_minor, total_minor, currency, payment_id, paid_at)
         select $2, $3, product_id, state, tax_minor, total_minor, currency, payment_id, now()
         from order_line where order_id = $1 and impression_id is null`,
        [model.orderId, newId(), offer.orderId],
      )
      await client.query(
        `insert into impression (id, order_id, offer_id, version_id, step_key, path, path_reason, subtotal_minor,
           tax_minor, total_minor, currency, source_payment, expires_at)
         select $2, $3, offer_id, version_id, step_key, path, path_reason, subtotal_minor,
           tax_minor, total_minor, currency, source_payment, now() + interval '30 minutes'
         from impression where id = $1`,
        [model.impressionId, offer.impressionId, offer.orderId],
      )
      offers.push(offer)
    }
    if (count > 1) await client.query('analyze')
    return offers
  })
}

const newId = () => randomBytes(16).toString('base64url')

export async function withDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
