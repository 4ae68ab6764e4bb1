import 'server-only'
import { maySuggest } from '@/lib/arbiter/may-suggest'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import type { Subject } from '@/lib/subscriptions/ask-quote'
import { findOwnSubscription } from '@/lib/subscriptions/find-own'
import { quoteChange } from '@/lib/subscriptions/quote-change'
import { standingOf } from '@/lib/subscriptions/state'
import { limitsSchema } from '@/lib/subscriptions/stored'
import { toMeter } from '@/lib/usage/meter'
import { readUsage } from '@/lib/usage/read-usage'
import { pickTrigger } from './pick-trigger'
import type { PromptView } from './view'

/**
 * The one suggestion for a subscription whose usage nears its limit, or null: where nothing is to be suggested, there
 * is no larger plan, or its exact sum cannot be had. Stored when it is shown, so that it is never made twice.
 */
export async function presentPrompt(subscriptionId: string, locale: string): Promise<PromptView | null> {
  const subscription = await findOwnSubscription(subscriptionId)
  if (!subscription || standingOf(subscription) !== 'active') return null
  const limit = limitsSchema.parse(subscription.product.limits).editing_credits ?? null
  const used = await readUsage(subscription, 'editing_credits')
  const { level } = toMeter('editing_credits', used, limit)
  if (limit === null || level === 'fine') return null
  const asked = await db.planPrompt.findMany({ where: { subscriptionId } })
  const trigger = pickTrigger(level, asked, subscription.periodStart, new Date())
  const larger = trigger && (await findLarger(subscription.product, limit))
  if (!trigger || !larger) return null
  const quoted = await quoteChange(
    subscription,
    { plan: larger.slug, quantity: null, addOns: null, when: 'now' },
    locale,
  )
  if (quoted.state !== 'quoted') return null

  const key = { subscriptionId, trigger, period: subscription.periodStart }
  const asking = asked.some((each) => each.trigger === trigger && isSame(each.period, key.period))
  if (!asking && !(await isAllowed(subscription, { trigger, productId: larger.id, locale }))) return null
  await db.planPrompt.createMany({
    data: [{ id: newId(), ...key, productId: larger.id }],
    skipDuplicates: true,
  })
  const shown = await db.planPrompt.findUniqueOrThrow({
    where: { subscriptionId_trigger_period: key },
  })
  if (shown.decision) return null
  const { quote } = quoted
  return {
    id: shown.id,
    subscriptionId,
    level,
    used,
    limit,
    periodEnd: subscription.periodEnd.toISOString(),
    plan: quote.to.plan,
    planLimit: larger.limit,
    due: quote.due,
    afterwards: quote.to.price,
  }
}

const isSame = (a: Date, b: Date) => a.getTime() === b.getTime()

/** What was not asked yet goes through the arbiter, as every suggestion does. */
function isAllowed(
  subscription: Subject,
  { trigger, productId, locale }: { trigger: string; productId: string; locale: string },
): Promise<boolean> {
  const { id, orderId, currency, periodStart } = subscription
  return maySuggest(
    {
      ...{ placement: 'plan_limit', key: `built-in:${trigger}`, rule: { fact: 'usage', min: 80 } },
      ...{ productId, cooldownDays: 30, subject: `${id}:${periodStart.toISOString()}:${trigger}` },
      ...{ orderId, locale, currency },
    },
    new Date(),
  )
}

/** The next larger plan of the same interval that allows more. */
async function findLarger(
  plan: { interval: string | null; currency: string; priceMinor: number },
  limit: number,
): Promise<{ id: string; slug: string; limit: number } | null> {
  const plans = await db.product.findMany({
    where: {
      kind: 'subscription',
      active: true,
      providerProductId: { not: null },
      interval: plan.interval,
      currency: plan.currency,
      priceMinor: { gt: plan.priceMinor },
    },
    orderBy: { priceMinor: 'asc' },
  })
  for (const { id, slug, limits } of plans) {
    const allowed = limitsSchema.parse(limits).editing_credits ?? null
    if (allowed !== null && allowed > limit) return { id, slug, limit: allowed }
  }
  return null
}
