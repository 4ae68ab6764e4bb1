import { type Offer, withDatabase } from '../bench/shop-data.ts'

// What was paid with, by whom, and what was delivered for it, under new ids; everything else is as it was.
const copies = [
  `INSERT INTO charge_attempt SELECT (jsonb_populate_record(a, jsonb_build_object('id', 'attempt_' || copy, 'order_id', copy,
     'provider_checkout_id', NULL, 'provider_payment_id', 'pay_of_' || copy))).*
   FROM charge_attempt a, unnest($2::text[]) AS copy WHERE a.order_id = $1 AND a.impression_id IS NULL`,
  `INSERT INTO payment SELECT (jsonb_populate_record(p, jsonb_build_object('id', 'pay_of_' || copy,
     'attempt_id', 'attempt_' || copy))).*
   FROM payment p, unnest($2::text[]) AS copy
   WHERE p.id = (SELECT provider_payment_id FROM charge_attempt WHERE order_id = $1 AND impression_id IS NULL)`,
  `UPDATE order_line SET payment_id = 'pay_of_' || order_id
   WHERE order_id = ANY($2) AND impression_id IS NULL AND $1::text IS NOT NULL`,
  `UPDATE impression SET source_payment = 'pay_of_' || order_id WHERE order_id = ANY($2) AND $1::text IS NOT NULL`,
  `INSERT INTO entitlement SELECT (jsonb_populate_record(e, jsonb_build_object('id', e.kind || own.id, 'line_id', own.id,
     'license_key', CASE WHEN e.license_key IS NOT NULL THEN 'KEY-' || own.id END))).*
   FROM entitlement e JOIN order_line l ON l.id = e.line_id AND l.order_id = $1 AND l.impression_id IS NULL,
     order_line own WHERE own.order_id = ANY($2) AND own.impression_id IS NULL`,
]

/** Gives copied orders a payment and goods of their own, so that the shop's invariants hold of them as of any order. */
export async function makeCopiesWhole(databaseUrl: string, model: Offer, offers: Offer[]): Promise<void> {
  const ids = offers.map(({ orderId }) => orderId)
  await withDatabase(databaseUrl, async (client) => {
    for (const sql of copies) await client.query(sql, [model.orderId, ids])
  })
}
