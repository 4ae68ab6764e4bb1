import { z } from 'zod'
import { returnFromCheckout } from '@/lib/checkout/return-from-checkout'
import { env } from '@/lib/env'
import { localeSchema } from '@/lib/i18n/locale'
import type { Locale } from '@/lib/i18n/routing'

const id = z.string().regex(/^[\w-]{22}$/)
const query = z.object({ order: id, offer: id.optional(), left: z.literal('1').optional() })

/** Back from the provider's page. Of the address only our own references are read. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/[locale]/checkout/return'>,
): Promise<Response> {
  const locale = localeSchema.catch('en').parse((await params).locale)
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const path = asked.success ? await leadOn(asked.data, locale) : `/${locale}`
  return new Response(null, {
    status: 303,
    headers: { location: env.APP_URL + path, 'cache-control': 'no-store' },
  })
}

const leadOn = ({ order, offer, left }: z.infer<typeof query>, locale: Locale) =>
  returnFromCheckout({ orderId: order, impressionId: offer ?? null, left: left === '1' }, locale)
