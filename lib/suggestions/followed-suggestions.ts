import 'server-only'
import type { Tx } from '@/lib/db/prisma'

/**
 * Something was bought: cards of the same person that suggested it, and that nobody has answered, are accepted. Called
 * when an order's payment settles, in its transaction.
 */
export async function followedSuggestions(
  tx: Tx,
  orderId: string,
  products: readonly string[],
): Promise<void> {
  await tx.$executeRaw`
    UPDATE impression SET state = 'accepted', decided_at = now()
    FROM offer f, "order" shown, "order" bought
    WHERE bought.id = ${orderId} AND f.id = impression.offer_id AND shown.id = impression.order_id
      AND f.placement IN ('order_page', 'account') AND f.product_id = ANY (${[...products]})
      AND impression.state = 'presented' AND impression.shown_at IS NOT NULL AND impression.expires_at > now()
      AND (shown.user_id = bought.user_id OR (shown.user_id IS NULL AND shown.session_id = bought.session_id))`
}
