import type { Invariant } from './invariant'

/** What must hold where something bigger took the place of what was bought. */
export const OF_SWAPS: readonly Invariant[] = [
  {
    id: 'I21',
    says: 'what was replaced is given back exactly once',
    sql: `SELECT n.id AS subject, 'replaced line ' || l.id || ' is ' || l.state || ', and nobody gives it back' AS detail
      FROM order_line n JOIN order_line l ON l.id = n.replaces_id
      WHERE n.state <> 'unpaid' AND l.state = 'paid'
        AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = l.payment_id)
      UNION ALL SELECT replaces_id, count(*) || ' paid lines replace it' FROM order_line
      WHERE replaces_id IS NOT NULL AND state <> 'unpaid' GROUP BY replaces_id HAVING count(*) > 1
      UNION ALL SELECT p.id, 'refunded ' || sum(f.amount_minor) || ' of ' || p.total_minor || ' in a swap' FROM refund_attempt r
      JOIN payment p ON p.id = r.payment_id JOIN refund f ON f.payment_id = p.id AND f.status = 'succeeded'
      WHERE r.cause = 'swap' AND r.state = 'succeeded' GROUP BY p.id, p.total_minor HAVING sum(f.amount_minor) <> p.total_minor`,
  },
  {
    id: 'I22',
    says: 'nothing is replaced before what takes its place is paid, and its access ends only with its refund',
    sql: `SELECT r.id AS subject, 'line ' || r.line_id || ' is given back for nothing that is paid' AS detail FROM refund_attempt r
      WHERE r.cause = 'swap' AND NOT EXISTS (
        SELECT FROM order_line n WHERE n.replaces_id = r.line_id AND n.paid_at IS NOT NULL AND n.state <> 'unpaid')
      UNION ALL SELECT l.id, 'withdrawn, and its swap refund is ' || r.state FROM order_line l
      JOIN refund_attempt r ON r.line_id = l.id AND r.cause = 'swap' AND r.state NOT IN ('succeeded', 'failed', 'released')
      WHERE l.state = 'withdrawn'`,
  },
  {
    id: 'I23',
    says: 'a swap was agreed to with all its sums, of one order, currency and card',
    sql: `SELECT i.id AS subject, 'replaces ' || l.id || ', goes back ' || i.goes_back_minor || ' of ' || coalesce(p.total_minor, 0) AS detail
      FROM impression i JOIN order_line l ON l.id = i.replaces_line LEFT JOIN payment p ON p.id = l.payment_id
      WHERE l.order_id <> i.order_id OR p.total_minor IS DISTINCT FROM i.goes_back_minor
        OR p.currency IS DISTINCT FROM i.currency OR i.goes_back_minor >= i.total_minor
      UNION ALL SELECT c.id, 'agreed to ' || c.total_minor || ', ' || coalesce(c.goes_back_minor::text, 'nothing') || ' back'
      FROM consent c JOIN impression i ON i.id = c.impression_id
      WHERE c.goes_back_minor IS DISTINCT FROM i.goes_back_minor OR c.difference_minor <> c.total_minor - c.goes_back_minor
      UNION ALL SELECT n.id, 'not what its offer replaces' FROM order_line n JOIN impression i ON i.id = n.impression_id
      WHERE n.replaces_id IS DISTINCT FROM i.replaces_line`,
  },
]
