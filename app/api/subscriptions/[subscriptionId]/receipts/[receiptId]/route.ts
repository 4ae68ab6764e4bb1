import { localeSchema } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { readReceipt } from '@/lib/subscriptions/receipts'

/** The receipt of one charge, for whose subscription it is; back to the plan while the provider is out of reach. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/subscriptions/[subscriptionId]/receipts/[receiptId]'>,
): Promise<Response> {
  const { subscriptionId, receiptId } = await params
  const receipt = await readReceipt(subscriptionId, receiptId)
  if (receipt.ok) {
    return new Response(receipt.value, {
      headers: {
        'content-type': 'application/pdf',
        'content-disposition': `attachment; filename="receipt-${receiptId}.pdf"`,
        'cache-control': 'private, no-store',
      },
    })
  }
  if (receipt.error === 'not_found') return new Response('Not found', { status: 404 })
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  return new Response(null, {
    status: 303,
    headers: {
      location: `${paths.subscription(locale, subscriptionId)}?notice=unavailable`,
      'cache-control': 'private, no-store',
    },
  })
}
