import 'server-only'
import { db } from '@/lib/db/prisma'
import { readWish, type Wish, writeWish } from './choice'
import { findOwnSubscription } from './find-own'
import { makeChoice } from './make-choice'
import { listPlanOptions } from './plan-options'
import { getSubscription } from './queries'
import { quoteChange } from './quote-change'
import { viewQuote } from './quote-view'
import type { PlanOption, QuoteResult, QuoteView, SubscriptionDetails, When } from './view'

export type ChosenAddOn = PlanOption['addOns'][number] & { quantity: number }

/** Everything the change page shows for one choice in its address. */
export type ChangeScreenView = {
  subscription: SubscriptionDetails
  plans: PlanOption[]
  chosen: { plan: PlanOption | null; quantity: number; addOns: ChosenAddOn[] }
  /** Null while the choice is what there is already. */
  result: QuoteResult | null
  /** The same choice at the other moment, where that is possible. */
  other: QuoteView | null
  /** The quote whose sums moved before it was confirmed. */
  former: QuoteView | null
  /** The choice as the query of an address, without the moment. */
  query: string
}

/** The change page for whoever asks; null when the subscription is not theirs, as if it did not exist. */
export async function getChangeScreen(
  id: string,
  params: Record<string, unknown>,
  locale: string,
): Promise<ChangeScreenView | null> {
  const [subject, subscription, { plans }] = await Promise.all([
    findOwnSubscription(id),
    getSubscription(id, locale),
    listPlanOptions(locale),
  ])
  if (!subject || !subscription) return null
  const wish = readWish(params)
  const slug = wish.plan ?? subscription.plan.slug
  const plan = plans.find((option) => option.plan.slug === slug) ?? null
  const wished = wish.addOns ?? subscription.addOns
  const addOns = (plan?.addOns ?? []).map((addOn) => ({
    ...addOn,
    quantity: wished.find((each) => each.slug === addOn.slug)?.quantity ?? 0,
  }))
  const [shown, other] = await quoteBoth(subject, wish, locale)
  return {
    subscription,
    plans,
    chosen: { plan, quantity: wish.quantity ?? subscription.quantity, addOns },
    result: shown,
    other: other?.state === 'quoted' ? other.quote : null,
    former: await readFormer(id, params.former, locale),
    query: writeWish({ ...wish, when: null }),
  }
}

type Subject = Parameters<typeof quoteChange>[0]

/** The choice at the moment that was asked for (or is usual), and at the other one. */
async function quoteBoth(
  subject: Subject,
  wish: Wish,
  locale: string,
): Promise<[QuoteResult | null, QuoteResult | null]> {
  const made = await makeChoice(subject, wish)
  if (!made.ok) {
    const result: QuoteResult = { state: 'refused', refusal: made.error, changeId: null }
    return [made.error === 'same_plan' ? null : result, null]
  }
  const { when } = made.value.choice
  const otherWhen: When = when === 'now' ? 'period_end' : 'now'
  return Promise.all([
    quoteChange(subject, { ...wish, when }, locale),
    quoteChange(subject, { ...wish, when: otherWhen }, locale),
  ])
}

async function readFormer(subscriptionId: string, former: unknown, locale: string) {
  if (typeof former !== 'string') return null
  const quote = await db.planQuote.findFirst({ where: { id: former, subscriptionId } })
  return quote && viewQuote(quote.id, locale)
}
