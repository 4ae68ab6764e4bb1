import 'server-only'
import { z } from 'zod'
import { AttemptState, ChargeMethod, ImpressionState, OfferKind, PaymentPath } from '@/lib/db/generated/enums'
import { pool } from '@/lib/db/pool'
import type { Owner } from '@/lib/orders/owned-by'
import { pastPriceSchema } from '@/lib/prices/compare-at'
import { pricesSchema } from './quantity'

// One statement, because shoppers wait for this page. The attempt is the first in CURRENT_FIRST's order.
const statement = {
  name: 'read_offer',
  text: `
    SELECT i.id, i.state, i.path, i.path_reason AS "pathReason", i.subtotal_minor AS "subtotalMinor",
      i.tax_minor AS "taxMinor", i.total_minor AS "totalMinor", i.currency, i.expires_at AS "expiresAt",
      i.abandoned_at AS "abandonedAt", i.undone_at AS "undoneAt", o.number AS "orderNumber",
      o.paid_at IS NOT NULL AS "orderPaid", o.session_id AS "sessionId", o.user_id AS "userId", m.user_id AS "keptBy",
      m.revoked_at AS "keptUntil", f.id AS "offerId", f.kind, p.slug, coalesce(st.step ->> 'art', p.art) AS art, p.interval,
      i.quantity, i.discount_minor AS "discountMinor", i.prices, st.step -> 'legal' -> $4 AS legal,
      f.active AND p.active AND p.provider_product_id IS NOT NULL AND (
        i.replaces_line IS NULL OR i.state <> 'presented' OR is_swappable(i.replaces_line, i.id)) AS "forSale",
      i.goes_back_minor AS "goesBackMinor", coalesce(rt.name, rp.slug) AS "replacesName",
      rs.card_brand AS "backBrand", rs.card_last_four AS "backLastFour",
      coalesce(pt.name, p.slug) AS "productName", st.step #>> ARRAY['texts', $4, 'headline'] AS headline,
      st.step #>> ARRAY['texts', $4, 'body'] AS body, st.step #> ARRAY['texts', $4, 'facts'] AS facts,
      CASE WHEN (st.step ->> 'compare')::boolean THEN (
        SELECT jsonb_build_object('name', coalesce(bt.name, b.slug), 'art', b.art, 'facts', coalesce(to_jsonb(bt.facts), '[]'))
        FROM order_line bl JOIN product b ON b.id = bl.product_id
        LEFT JOIN product_text bt ON bt.product_id = b.id AND bt.locale = $4
        WHERE bl.order_id = o.id AND bl.impression_id IS NULL ORDER BY bl.created_at LIMIT 1
      ) END AS bought,
      CASE WHEN i.state = 'presented' THEN (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'priceMinor', h.price_minor, 'currency', h.currency, 'asked', h.asked, 'since', h.since) ORDER BY h.id), '[]')
        FROM product_price h WHERE h.product_id = p.id
      ) ELSE '[]' END AS "pastPrices",
      s.card_brand AS "cardBrand", s.card_last_four AS "cardLastFour",
      s.card_exp_month AS "cardExpMonth", s.card_exp_year AS "cardExpYear",
      EXISTS (
        SELECT FROM order_line l JOIN "order" lo ON lo.id = l.order_id
        WHERE (lo.user_id = o.user_id OR (lo.user_id IS NULL AND lo.session_id = o.session_id))
          AND l.state = 'paid' AND l.product_id IN (
            SELECT p.id UNION ALL SELECT bundle_id FROM product_part WHERE product_id = p.id)
      ) AS owned,
      (
        SELECT coalesce(jsonb_agg(jsonb_build_object(
          'name', coalesce(wt.name, w.slug, g.names ->> $4, g.names ->> 'en', ''),
          'owned', g.product_id IS NOT NULL AND EXISTS (
            SELECT FROM order_line l JOIN "order" lo ON lo.id = l.order_id
            WHERE (lo.user_id = o.user_id OR (lo.user_id IS NULL AND lo.session_id = o.session_id))
              AND l.product_id = g.product_id AND l.state = 'paid' AND l.impression_id IS DISTINCT FROM i.id)
          ) ORDER BY g.position), '[]')
        FROM product_part g LEFT JOIN product w ON w.id = g.product_id
        LEFT JOIN product_text wt ON wt.product_id = w.id AND wt.locale = $4
        WHERE g.bundle_id = p.id
      ) AS inside,
      coalesce((
        SELECT every(k.revoked_at IS NOT NULL) FROM saved_method k WHERE k.payment_method_id = s.payment_method_id
      ), false) OR EXISTS (
        SELECT FROM customer_link c
        WHERE c.provider_customer = s.provider_customer AND c.user_id IS DISTINCT FROM o.user_id
      ) AS barred,
      a.id AS "attemptId", a.state AS "attemptState", a.method AS "attemptMethod", a.reason AS "attemptReason",
      a.checkout_url AS "checkoutUrl", a.payment_status AS "paymentStatus", a.payment_link AS "paymentLink"
    FROM impression i
    JOIN "order" o ON o.id = i.order_id
    JOIN payment s ON s.id = i.source_payment
    LEFT JOIN saved_method m ON m.id = i.saved_method_id
    LEFT JOIN order_line r ON r.id = i.replaces_line
    LEFT JOIN payment rs ON rs.id = r.payment_id
    LEFT JOIN product rp ON rp.id = r.product_id
    LEFT JOIN product_text rt ON rt.product_id = rp.id AND rt.locale = $4
    JOIN offer f ON f.id = i.offer_id
    JOIN product p ON p.id = f.product_id
    JOIN funnel_version v ON v.id = i.version_id
    LEFT JOIN LATERAL (
      SELECT step FROM jsonb_array_elements(v.definition -> 'steps') step WHERE step ->> 'key' = i.step_key LIMIT 1
    ) st ON true
    LEFT JOIN product_text pt ON pt.product_id = p.id AND pt.locale = $4
    LEFT JOIN LATERAL (
      SELECT c.id, c.state, c.method, c.reason, c.checkout_url, q.status AS payment_status, q.payment_link
      FROM charge_attempt c
      LEFT JOIN LATERAL (
        SELECT status, payment_link FROM payment WHERE attempt_id = c.id
        ORDER BY provider_created_at DESC LIMIT 1
      ) q ON true
      WHERE c.impression_id = i.id
      ORDER BY c.state, c.created_at DESC LIMIT 1
    ) a ON true
    WHERE i.id = $1 AND i.order_id = $2 AND f.placement IN ('post_purchase', 'product_page')
      AND (o.user_id = $3 OR (o.user_id IS NULL AND o.session_id = $5))`,
}

const count = z.int().nonnegative()

const schema = z.object({
  id: z.string(),
  state: z.enum(ImpressionState),
  path: z.enum(PaymentPath),
  pathReason: z.enum([
    'saved_method',
    'no_saved_method',
    'card_expired',
    'currency_mismatch',
    'paused',
    'not_yours_to_charge',
  ]),
  subtotalMinor: count,
  taxMinor: count,
  totalMinor: count,
  currency: z.string(),
  expiresAt: z.date(),
  abandonedAt: z.date().nullable(),
  undoneAt: z.date().nullable(),
  orderNumber: count,
  orderPaid: z.boolean(),
  sessionId: z.string(),
  userId: z.string().nullable(),
  keptBy: z.string().nullable(),
  keptUntil: z.date().nullable(),
  barred: z.boolean(),
  offerId: z.string(),
  kind: z.enum(OfferKind),
  slug: z.string(),
  art: z.string(),
  interval: z.enum(['month', 'year']).nullable(),
  forSale: z.boolean(),
  productName: z.string(),
  pastPrices: z.array(pastPriceSchema),
  goesBackMinor: count.nullable(),
  replacesName: z.string().nullable(),
  backBrand: z.string().nullable(),
  backLastFour: z.string().nullable(),
  quantity: count,
  discountMinor: count,
  prices: pricesSchema,
  legal: z.record(z.string(), z.string()).nullable(),
  bought: z.object({ name: z.string(), art: z.string(), facts: z.array(z.string()) }).nullable(),
  headline: z.string().nullable(),
  body: z.string().nullable(),
  facts: z.array(z.string()).nullable(),
  cardBrand: z.string().nullable(),
  cardLastFour: z.string().nullable(),
  cardExpMonth: z.int().nullable(),
  cardExpYear: z.int().nullable(),
  owned: z.boolean(),
  inside: z.array(z.object({ name: z.string(), owned: z.boolean() })),
  attemptId: z.string().nullable(),
  attemptState: z.enum(AttemptState).nullable(),
  attemptMethod: z.enum(ChargeMethod).nullable(),
  attemptReason: z.string().nullable(),
  checkoutUrl: z.string().nullable(),
  paymentStatus: z.string().nullable(),
  paymentLink: z.string().nullable(),
})

export type OfferRow = z.infer<typeof schema>

/** All that the page of one offer is made of, in one language; null when it is not the owner's (see ownedBy). */
export async function readOfferRow(key: {
  impressionId: string
  orderId: string
  owner: Owner
  locale: string
}): Promise<OfferRow | null> {
  const values = [key.impressionId, key.orderId, key.owner.userId, key.locale, key.owner.sessionId]
  const { rows } = await pool.query({ ...statement, values })
  return rows.length > 0 ? schema.parse(rows[0]) : null
}
