import { localeSchema } from '@/lib/i18n/locale'
import { listPlanOptions } from '@/lib/subscriptions/plan-options'

/** What each plan is to whoever asks: to buy, or to change to for somebody who has one. */
export async function GET(request: Request): Promise<Response> {
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  const { plans, subscriptionId } = await listPlanOptions(locale)
  const actions = Object.fromEntries(plans.map(({ plan, action }) => [plan.slug, action]))
  return Response.json({ subscriptionId, actions }, { headers: { 'cache-control': 'private, no-store' } })
}
