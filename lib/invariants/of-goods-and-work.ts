import type { Invariant } from './invariant'

/** The guards that the database itself must have: without one of them the others prove less. */
const TRIGGERS = [
  'charge_attempt_no_way_back',
  'refund_attempt_no_way_back',
  'order_line_no_way_back',
  'entitlement_revoked_for_good',
  'consent_written_once',
  'audit_written_once',
  'audit_never_emptied',
]
const INDEXES = ['charge_attempt_one_open', 'refund_attempt_one_open', 'order_line_one_per_offer']

const list = (names: string[]) => names.map((name) => `('${name}')`).join(', ')

/** What must hold of what was delivered, of money that goes back, and of work that is not done yet. */
export const OF_GOODS_AND_WORK: readonly Invariant[] = [
  {
    id: 'I5',
    says: 'the guards against a way back are there and awake',
    sql: `SELECT name AS subject, 'trigger missing or switched off' AS detail FROM (VALUES ${list(TRIGGERS)}) AS must (name)
      WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = name AND tgenabled = 'O')
      UNION ALL SELECT name, 'unique index missing' FROM (VALUES ${list(INDEXES)}) AS must (name)
      WHERE NOT EXISTS (SELECT FROM pg_class c JOIN pg_index x ON x.indexrelid = c.oid
        WHERE c.relname = name AND x.indisunique AND x.indisvalid)`,
  },
  {
    id: 'I6',
    says: 'a line is delivered once',
    sql: `SELECT line_id AS subject, count(*) || ' of ' || kind AS detail FROM entitlement
      GROUP BY line_id, kind HAVING count(*) > 1`,
  },
  {
    id: 'I7',
    says: 'nothing is given for nothing',
    sql: `SELECT e.id AS subject, 'line ' || l.id || ' is ' || l.state || ', payment ' || coalesce(p.status, 'missing') AS detail
      FROM entitlement e JOIN order_line l ON l.id = e.line_id LEFT JOIN payment p ON p.id = l.payment_id
      WHERE e.revoked_at IS NULL
        AND (l.state <> 'paid' OR p.status IS DISTINCT FROM 'succeeded'
          OR (p.total_minor, p.tax_minor) <> (SELECT sum(o.total_minor), sum(o.tax_minor) FROM order_line o WHERE o.payment_id = p.id))`,
  },
  {
    id: 'I10',
    says: 'what was paid is delivered, and on the receipt',
    sql: `SELECT a.id AS subject, 'line ' || coalesce(l.id || ' is ' || l.state, 'missing') AS detail
      FROM charge_attempt a JOIN "order" o ON o.id = a.order_id
      LEFT JOIN order_line l ON l.order_id = a.order_id AND l.impression_id IS NOT DISTINCT FROM a.impression_id
      WHERE a.state = 'succeeded' AND (l.state IS DISTINCT FROM 'paid' OR l.payment_id <> a.provider_payment_id
        OR o.receipt_revision = 0 OR NOT EXISTS (SELECT FROM entitlement e WHERE e.line_id = l.id))`,
  },
  {
    id: 'I16',
    says: 'every webhook comes to an end',
    sql: `SELECT m.id AS subject, CASE WHEN m.state = 'dead' THEN 'dead: ' || coalesce(m.note, '') ELSE 'nobody works on it' END AS detail
      FROM webhook_message m
      WHERE m.state = 'dead' OR (m.state = 'new' AND m.received_at < now() - interval '2 minutes'
        AND NOT EXISTS (SELECT FROM graphile_worker._private_jobs j JOIN webhook_message named ON named.id = j.payload->>'id'
          WHERE (named.id = m.id OR named.object = m.object) AND j.attempts < j.max_attempts))`,
  },
  {
    id: 'I17',
    says: 'nothing stands still',
    sql: `SELECT id AS subject, 'charge ' || state || ' since ' || coalesce(armed_at, created_at) AS detail FROM charge_attempt
      WHERE (state = 'created' AND created_at < now() - interval '3 minutes')
        OR (state = 'sending' AND armed_at < now() - interval '2 minutes')
        OR (state = 'unknown' AND armed_at < now() - interval '75 minutes')
        OR (state IN ('pending', 'action_required') AND method = 'one_click' AND armed_at < now() - interval '24 hours')
      UNION ALL SELECT id, 'refund ' || state || ' since ' || coalesce(armed_at, created_at) FROM refund_attempt
      WHERE (state = 'created' AND created_at < now() - interval '5 minutes')
        OR (state = 'sending' AND armed_at < now() - interval '2 minutes')
        OR (state = 'unknown' AND armed_at < now() - interval '75 minutes')`,
  },
  {
    id: 'I18',
    says: 'never more goes back than was paid, and what was taken back is owed or back',
    sql: `SELECT p.id AS subject, 'refunded ' || sum(f.amount_minor) || ' of ' || p.total_minor AS detail
      FROM payment p JOIN refund f ON f.payment_id = p.id AND f.status = 'succeeded'
      GROUP BY p.id HAVING sum(f.amount_minor) > p.total_minor
      UNION ALL SELECT l.id, 'withdrawn, and its money neither owed nor back' FROM order_line l
      JOIN payment p ON p.id = l.payment_id
      WHERE l.state = 'withdrawn' AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id)
        AND (SELECT coalesce(sum(amount_minor), 0) FROM refund f WHERE f.payment_id = p.id AND f.status = 'succeeded')
          < p.total_minor`,
  },
  {
    id: 'I20',
    says: 'money that was not to be kept is back within an hour',
    sql: `SELECT p.id AS subject, 'attempt ' || a.id || ' is ' || a.state AS detail
      FROM payment p JOIN charge_attempt a ON a.id = p.attempt_id
      WHERE p.status = 'succeeded' AND p.total_minor > 0 AND p.read_at < now() - interval '1 hour'
        AND (a.state IN ('refund_due', 'released') OR (a.state = 'failed' AND NOT EXISTS (
          SELECT FROM order_line l WHERE l.payment_id = p.id))
          OR EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id))
        AND NOT EXISTS (SELECT FROM refund_attempt r WHERE r.payment_id = p.id
          AND (r.state IN ('succeeded', 'pending') OR r.created_at > now() - interval '1 hour'))`,
  },
]

/** What rows alone cannot show, and what does: the tests with the provider's journal, and properties. */
export const SEEN_ELSEWHERE = {
  I15: 'the same set of webhooks ends in the same state: lib/webhooks, shuffled and repeated',
  I19: 'strangers change and see nothing: lib/offers/actions and e2e/stories/strangers',
} as const
