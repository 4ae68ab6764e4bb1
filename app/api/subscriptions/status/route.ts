import { localeSchema } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { findNewestSubscription } from '@/lib/subscriptions/newest'

/** Whether the plan that was just bought is there, for the page that waits for it. */
export async function GET(request: Request): Promise<Response> {
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  const id = await findNewestSubscription(locale)
  return Response.json(
    { state: id ? 'there' : 'waiting', href: id && paths.subscription(locale, id) },
    { headers: { 'cache-control': 'private, no-store' } },
  )
}
