import type { Client } from 'pg'

/** How much a shop has sold and offered. */
export type Size = { orders: number; impressions: number; funnels: number }

/** The one who has bought five hundred times. */
export const REGULAR = 'regular'
const REGULAR_ORDERS = 500
const PRODUCTS = 20

/**
 * Fills an empty, migrated database with a shop of that size: orders over ninety days by as many browsers as half the
 * orders, each paid with a card, and offers shown to them, one in ten taken. One browser has five hundred of the orders,
 * and saw one offer with each.
 */
export async function fillOrders(client: Client, { orders, impressions, funnels }: Size): Promise<void> {
  // What is written here is consistent by itself: neither triggers nor foreign keys need to look.
  await client.query('SET session_replication_role = replica')
  await client.query(`
    INSERT INTO product (id, slug, kind, provider_product_id, price_minor, currency, tax_category, delivery, art, position)
    SELECT 'p' || n, 'p' || n, 'one_time', 'pdt_' || n, 1000 + 100 * n, 'USD', 'digital_products', 'library', 'none', n
    FROM generate_series(1, ${PRODUCTS}) n`)
  await client.query(
    `INSERT INTO shopper_session (id) SELECT 's' || n FROM generate_series(0, $1::int / 2) n UNION ALL SELECT $2`,
    [orders, REGULAR],
  )
  await client.query(
    `INSERT INTO "order" (id, number, session_id, locale, created_at, paid_at, email, country)
     SELECT 'o' || md5(n::text), 10000 + n, CASE WHEN n <= $2 THEN $3 ELSE 's' || (n % ($1::int / 2)) END, 'en',
       now() - interval '90 days' * (n::float / $1), now() - interval '90 days' * (n::float / $1), 'a@example.com',
       (ARRAY['US', 'DE', 'JP', 'GB'])[1 + n % 4]
     FROM generate_series(1, $1::int) n`,
    [orders, REGULAR_ORDERS, REGULAR],
  )
  await client.query(
    `INSERT INTO payment (id, status, currency, total_minor, tax_minor, provider_customer, payment_method_id, email, billing,
       provider_created_at, read_at)
     SELECT 'pay' || n, 'succeeded', 'USD', 1000 + 100 * (1 + n % 7), 0, 'cus' || n, CASE WHEN n % 5 > 0 THEN 'pm' || n END,
       'a@example.com', '{"country": "US"}', now(), now()
     FROM generate_series(1, $1::int) n`,
    [orders],
  )
  await client.query(
    `INSERT INTO order_line (id, order_id, product_id, state, tax_minor, total_minor, currency, payment_id, paid_at)
     SELECT 'l' || n, 'o' || md5(n::text), 'p' || (1 + n % 7), 'paid', 0, 1000 + 100 * (1 + n % 7), 'USD', 'pay' || n,
       now() - interval '90 days' * (n::float / $1)
     FROM generate_series(1, $1::int) n`,
    [orders],
  )
  await fillFunnels(client, funnels)
  await fillImpressions(client, orders, impressions)
  await client.query('VACUUM ANALYZE')
}

/** Funnels that ask for several things at once; the last ones hold for most orders. */
async function fillFunnels(client: Client, funnels: number): Promise<void> {
  await client.query(`
    INSERT INTO offer (id, key, kind, placement, product_id)
    SELECT 'offer' || n, 'offer' || n, 'upsell', 'post_purchase', 'p' || (1 + n % ${PRODUCTS})
    FROM generate_series(1, ${funnels}) n`)
  await client.query(
    `INSERT INTO funnel (id, key) SELECT 'f' || n, 'f' || n FROM generate_series(1, ${funnels}) n`,
  )
  await client.query(`
    INSERT INTO funnel_version (id, funnel_id, number, state, published_at, definition)
    SELECT 'v' || n, 'f' || n, 1, 'published', now(), jsonb_build_object(
      'priority', ${funnels} - n, 'markets', '[]'::jsonb, 'entry', 'offer' || n,
      'rule', jsonb_build_object('all', jsonb_build_array(
        jsonb_build_object('any', jsonb_build_array(
          jsonb_build_object('fact', 'bought', 'in', jsonb_build_array('p' || (1 + n % 7))),
          jsonb_build_object('fact', 'owns', 'in', jsonb_build_array('p' || (8 + n % 5))))),
        jsonb_build_object('fact', 'country', 'in', jsonb_build_array('US', 'DE', 'JP')),
        jsonb_build_object('fact', 'orderValue', 'currency', 'USD', 'min', 500),
        jsonb_build_object('none', jsonb_build_array(jsonb_build_object('fact', 'coupon', 'in', jsonb_build_array('STAFF')))))),
      'steps', jsonb_build_array(jsonb_build_object(
        'key', 'offer' || n, 'offer', 'offer' || n, 'kind', 'upsell', 'product', 'p' || (1 + n % ${PRODUCTS}),
        'quantities', '[1]'::jsonb, 'discountCode', NULL, 'deadlineMinutes', 30, 'cooldownDays', 30,
        'texts', '{}'::jsonb, 'legal', '{}'::jsonb, 'art', NULL, 'compare', false,
        'edges', '{"accepted": null, "declined": null, "failed": null, "expired": null}'::jsonb)))
    FROM generate_series(1, ${funnels}) n`)
}

async function fillImpressions(client: Client, orders: number, impressions: number): Promise<void> {
  const each = Math.ceil(impressions / orders)
  await client.query(
    `INSERT INTO impression (id, order_id, offer_id, version_id, step_key, state, path, path_reason, subtotal_minor, tax_minor,
       total_minor, currency, source_payment, presented_at, shown_at, expires_at, decided_at)
     SELECT 'i' || n || '-' || k, 'o' || md5(n::text), 'offer' || k, 'v' || k, 'offer' || k,
       (CASE WHEN (n + k) % 10 = 0 THEN 'accepted' WHEN (n + k) % 10 < 6 THEN 'declined' ELSE 'expired' END)::"ImpressionState",
       'one_click', 'saved_method', 1900, 0, 1900, 'USD', 'pay' || n, o.paid_at, o.paid_at, o.paid_at + interval '30 minutes',
       o.paid_at + interval '1 minute'
     FROM generate_series(1, $1::int) n CROSS JOIN generate_series(1, $2::int) k JOIN "order" o ON o.id = 'o' || md5(n::text)
     WHERE (n - 1) * $2::int + k <= $3::int AND (n > $4 OR k = 1)`,
    [orders, each, impressions, REGULAR_ORDERS],
  )
}
