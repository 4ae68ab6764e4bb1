import { z } from 'zod'
import { localeSchema } from '@/lib/i18n/locale'
import { paths } from '@/lib/paths'
import { getChangeOutcome } from '@/lib/subscriptions/change-outcome'

const headers = { 'cache-control': 'private, no-store' }

/** Where a change of plan stands, for the page that waits; `href` leads on once that has moved. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/subscriptions/[subscriptionId]/changes/[changeId]/status'>,
): Promise<Response> {
  const { changeId } = await params
  const query = new URL(request.url).searchParams
  const locale = localeSchema.catch('en').parse(query.get('locale'))
  const known = z
    .string()
    .regex(/^[\w-]{22}$/)
    .safeParse(changeId).success
  const outcome = known ? await getChangeOutcome(changeId, locale) : null
  if (!outcome) return Response.json({ state: 'not_found', href: null }, { status: 404, headers })
  const href =
    outcome.state === query.get('seen') ? null : paths.planChange(locale, outcome.subscriptionId, outcome.id)
  return Response.json({ state: outcome.state, href }, { headers })
}
