import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { getOrder } from '@/lib/orders/queries'
import { paths } from '@/lib/paths'

/** Where an order stands, for the page that waits; `href` leads on once there is something to see. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/orders/[orderId]/status'>,
): Promise<Response> {
  const { orderId } = await params
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  const order = z
    .string()
    .regex(/^[\w-]{22}$/)
    .safeParse(orderId).success
    ? await getOrder(orderId, locale, 'returned')
    : null
  if (!order) return Response.json({ state: 'not_found', href: null }, { status: 404 })
  const waiting = order.state === 'confirming'
  return Response.json(
    { state: order.state, href: waiting ? null : paths.return(locale, orderId) },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}
