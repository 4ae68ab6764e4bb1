import type { Invariant } from './invariant'

const OPEN = `('created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded')`
const PURCHASE = `a.order_id || coalesce('/' || a.impression_id, '')`

/** What must hold of attempts to be paid, and of what was agreed to. */
export const OF_CHARGES: readonly Invariant[] = [
  {
    id: 'I1',
    says: 'a purchase keeps one payment at most',
    // A renewal is another payment of the same subscription.
    sql: `SELECT ${PURCHASE} AS subject, string_agg(p.id, ', ') AS detail
      FROM payment p JOIN charge_attempt a ON a.id = p.attempt_id
      WHERE p.status = 'succeeded' AND p.total_minor > 0
        AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id)
        AND (SELECT coalesce(sum(amount_minor), 0) FROM refund f WHERE f.payment_id = p.id AND f.status = 'succeeded')
          < p.total_minor
      GROUP BY a.order_id, a.impression_id HAVING count(DISTINCT coalesce(p.subscription_id, p.id)) > 1`,
  },
  {
    id: 'I2',
    says: 'an attempt is sent once at most',
    sql: `SELECT id AS subject, posts || ' sent' AS detail FROM charge_attempt WHERE posts > 1
      UNION ALL SELECT id, posts || ' sent' FROM refund_attempt WHERE posts > 1`,
  },
  {
    id: 'I3',
    says: 'an attempt is armed before it is sent, and sent before it is paid',
    sql: `SELECT a.id AS subject, 'state ' || a.state || ', never armed' AS detail FROM charge_attempt a
      WHERE (a.posts > 0 OR a.provider_payment_id IS NOT NULL) AND a.armed_at IS NULL
      UNION ALL SELECT a.id, 'payment ' || p.id || ' is older than the attempt' FROM charge_attempt a
      JOIN payment p ON p.attempt_id = a.id WHERE p.provider_created_at < a.armed_at - interval '5 minutes'
      UNION ALL SELECT id, 'refund in state ' || state || ', never armed' FROM refund_attempt
      WHERE posts > 0 AND armed_at IS NULL`,
  },
  {
    id: 'I4',
    says: 'a purchase has one open attempt at most, and a payment one open refund',
    sql: `SELECT ${PURCHASE} AS subject, string_agg(a.id, ', ') AS detail FROM charge_attempt a
      WHERE a.state IN ${OPEN} GROUP BY a.order_id, a.impression_id HAVING count(*) > 1
      UNION ALL SELECT payment_id, string_agg(id, ', ') FROM refund_attempt
      WHERE state IN ('created', 'sending', 'pending', 'unknown', 'needs_review', 'succeeded')
      GROUP BY payment_id HAVING count(*) > 1`,
  },
  {
    id: 'I8',
    says: 'what we call paid the provider calls succeeded',
    sql: `SELECT a.id AS subject, 'payment ' || coalesce(p.id || ' is ' || p.status, a.provider_payment_id || ' is missing') AS detail
      FROM charge_attempt a LEFT JOIN payment p ON p.id = a.provider_payment_id
      WHERE a.state IN ('succeeded', 'refund_due', 'refunded') AND p.status IS DISTINCT FROM 'succeeded'`,
  },
  {
    id: 'I9',
    says: 'no payment that succeeded is left lying',
    sql: `SELECT p.id AS subject, 'its attempt ' || a.id || ' is ' || a.state AS detail
      FROM payment p JOIN charge_attempt a ON a.id = p.attempt_id
      WHERE p.status = 'succeeded' AND p.read_at < now() - interval '2 minutes'
        AND a.state NOT IN ('succeeded', 'refund_due', 'refunded', 'needs_review')
        AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id)`,
  },
  {
    id: 'I11',
    says: 'what was charged with one click is what was agreed to, to the cent',
    sql: `SELECT a.id AS subject, 'charged ' || a.charged_minor || ', agreed ' || c.total_minor || ' ' || c.currency AS detail
      FROM charge_attempt a JOIN consent c ON c.id = a.consent_id LEFT JOIN payment p ON p.id = a.provider_payment_id
      WHERE a.method = 'one_click' AND a.state = 'succeeded'
        AND (a.charged_minor <> c.total_minor OR a.expected_minor <> c.total_minor OR p.currency IS DISTINCT FROM c.currency
          OR p.total_minor IS DISTINCT FROM a.charged_minor)`,
  },
  {
    id: 'I12',
    says: 'whatever one click sent was agreed to before, for that offer and that sum',
    sql: `SELECT a.id AS subject, CASE WHEN c.id IS NULL THEN 'no consent' ELSE 'consent ' || c.id END AS detail
      FROM charge_attempt a LEFT JOIN consent c ON c.id = a.consent_id
      LEFT JOIN impression i ON i.id = a.impression_id LEFT JOIN funnel_version v ON v.id = i.version_id
      WHERE a.method = 'one_click' AND a.armed_at IS NOT NULL
        AND (c.id IS NULL OR c.given_at > a.armed_at OR c.impression_id <> a.impression_id
          OR c.offer_version <> v.number OR c.total_minor <> a.expected_minor OR c.currency <> a.expected_currency)`,
  },
  {
    id: 'I13',
    says: 'one click charges the customer who paid that very order, or the owner of the order on a card they keep',
    sql: `SELECT a.id AS subject, COALESCE('kept card ' || m.id, 'source payment ' || i.source_payment) AS detail
      FROM charge_attempt a JOIN impression i ON i.id = a.impression_id
      JOIN "order" o ON o.id = a.order_id
      JOIN payment source ON source.id = i.source_payment
      LEFT JOIN charge_attempt own ON own.id = source.attempt_id
      LEFT JOIN payment p ON p.id = a.provider_payment_id
      LEFT JOIN saved_method m ON m.id = i.saved_method_id
      WHERE a.method = 'one_click' AND (i.order_id <> a.order_id
        OR (m.id IS NULL AND own.order_id IS DISTINCT FROM a.order_id)
        OR (m.id IS NOT NULL AND m.user_id IS DISTINCT FROM o.user_id)
        OR (a.state = 'succeeded' AND p.provider_customer <> COALESCE(m.provider_customer, source.provider_customer)))`,
  },
  {
    id: 'I14',
    says: 'a yes is one line, and is tried again with one click only if nothing was ever sent',
    sql: `SELECT impression_id AS subject, count(*) || ' lines' AS detail FROM order_line
      WHERE impression_id IS NOT NULL GROUP BY impression_id HAVING count(*) > 1
      UNION ALL SELECT impression_id, count(*) || ' charges' FROM charge_attempt
      WHERE method = 'one_click' AND (state <> 'failed' OR reason IS DISTINCT FROM 'NOT_SENT')
      GROUP BY impression_id HAVING count(*) > 1`,
  },
]
