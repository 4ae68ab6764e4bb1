import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { getViewer } from '@/lib/identity/viewer'
import { presentBuyNow } from '@/lib/offers/present-buy-now'
import { getOffer } from '@/lib/offers/queries'
import { paths } from '@/lib/paths'

const headers = { 'cache-control': 'private, no-store' }
const query = z.object({ product: z.string().regex(/^[a-z0-9-]{1,64}$/), locale: localeSchema })
const none = () => Response.json({ available: false }, { headers })

/** Whether whoever asks may buy a product with one click, and what that costs; or that a new code would let them. */
export async function GET(request: Request): Promise<Response> {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  if (!asked.success) return none()
  const { product, locale } = asked.data
  const presented = await presentBuyNow(await getViewer(), product, locale)
  if (!presented) return none()
  if (presented.kind === 'recent_login') {
    const signIn = paths.signIn(locale, paths.product(locale, product))
    return Response.json({ available: false, card: presented.card, signIn }, { headers })
  }
  const offer = await getOffer(presented.orderId, presented.impressionId, locale)
  if (!offer?.card || offer.state.name !== 'ready' || offer.path !== 'one_click') return none()
  return Response.json(
    { available: true, impression: offer.impressionId, card: offer.card, total: offer.total },
    { headers },
  )
}
