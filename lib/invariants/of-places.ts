import type { Invariant } from './invariant'

/** What must hold of offers that are not paid on a page of their own. */
export const OF_PLACES: readonly Invariant[] = [
  {
    id: 'I24',
    says: 'what was ticked beside the buy button is one line of the payment that paid the order, and nothing unticked is',
    sql: `SELECT i.id AS subject, i.state || ', line ' || coalesce(l.id, 'missing') AS detail
      FROM impression i JOIN offer f ON f.id = i.offer_id AND f.placement = 'order_bump'
      LEFT JOIN order_line l ON l.impression_id = i.id
      WHERE (i.state = 'accepted') <> (l.id IS NOT NULL)
        OR (l.id IS NOT NULL AND (l.product_id <> f.product_id OR l.state = 'unpaid' OR NOT EXISTS (
          SELECT FROM order_line m WHERE m.order_id = l.order_id AND m.impression_id IS NULL AND m.payment_id = l.payment_id)))
      UNION ALL SELECT b.order_id, 'paid, and what stood beside the button is not told of' FROM order_bump b
      JOIN order_line m ON m.order_id = b.order_id AND m.impression_id IS NULL AND m.state <> 'unpaid'
      WHERE b.offer_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM impression i WHERE i.order_id = b.order_id AND i.offer_id = b.offer_id)`,
  },
  {
    id: 'I25',
    says: 'a card charges nothing: it is bought on the page that it leads to',
    sql: `SELECT i.id AS subject, f.placement || ' has a charge, a consent or a line' AS detail
      FROM impression i JOIN offer f ON f.id = i.offer_id AND f.placement IN ('order_page', 'account')
      WHERE EXISTS (SELECT FROM charge_attempt a WHERE a.impression_id = i.id)
        OR EXISTS (SELECT FROM consent c WHERE c.impression_id = i.id)
        OR EXISTS (SELECT FROM order_line l WHERE l.impression_id = i.id)`,
  },
]
