import { localeSchema } from '@/lib/i18n/locale'
import { getOfferState } from '@/lib/offers/queries'
import { paths } from '@/lib/paths'

/** Where the payment of an offer stands, for the page that waits; `href` leads on once it is decided. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/orders/[orderId]/offers/[impressionId]/status'>,
): Promise<Response> {
  const { orderId, impressionId } = await params
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  const state = await getOfferState(orderId, impressionId)
  if (!state) return Response.json({ state: 'not_found', href: null }, { status: 404 })
  return Response.json(
    { state: state.name, href: hrefFor(state.name) },
    { headers: { 'cache-control': 'private, no-store' } },
  )

  function hrefFor(name: NonNullable<typeof state>['name']): string | null {
    if (name === 'processing' || name === 'checking') return null
    if (name === 'paid') return paths.return(locale, orderId, impressionId)
    return paths.offer(locale, orderId, impressionId)
  }
}
