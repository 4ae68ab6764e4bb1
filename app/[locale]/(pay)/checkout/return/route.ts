import { z } from 'zod'
import { returnFromCheckout } from '@/lib/checkout/return-from-checkout'
import { env } from '@/lib/env'
import { localeSchema } from '@/lib/i18n/locale'

const id = z.string().regex(/^[\w-]{22}$/)
const query = z.object({ order: id, offer: id.optional() })

/** Back from the provider's page. Of the address only our own references are read. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/[locale]/checkout/return'>,
): Promise<Response> {
  const locale = localeSchema.catch('en').parse((await params).locale)
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const path = asked.success
    ? await returnFromCheckout({ orderId: asked.data.order, impressionId: asked.data.offer ?? null }, locale)
    : `/${locale}`
  return new Response(null, {
    status: 303,
    headers: { location: env.APP_URL + path, 'cache-control': 'no-store' },
  })
}
