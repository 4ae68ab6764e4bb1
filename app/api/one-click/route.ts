import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { getSessionId } from '@/lib/identity/session'
import { presentBuyNow } from '@/lib/offers/present-buy-now'
import { getOffer } from '@/lib/offers/queries'

const query = z.object({ product: z.string().regex(/^[a-z0-9-]{1,64}$/), locale: localeSchema })
const none = () => Response.json({ available: false }, { headers: { 'cache-control': 'private, no-store' } })

/** Whether this browser may buy a product with one click, and what that costs, tax included. */
export async function GET(request: Request): Promise<Response> {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const sessionId = await getSessionId()
  if (!asked.success || !sessionId) return none()
  const presented = await presentBuyNow(sessionId, asked.data.product)
  const offer = presented && (await getOffer(presented.orderId, presented.impressionId, asked.data.locale))
  if (!offer?.card || offer.state.name !== 'ready') return none()
  return Response.json(
    { available: true, impression: offer.impressionId, card: offer.card, total: offer.total },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}
