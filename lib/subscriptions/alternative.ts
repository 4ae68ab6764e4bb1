import 'server-only'
import { z } from 'zod'
import { maySuggest } from '@/lib/arbiter/may-suggest'
import { db } from '@/lib/db/prisma'
import { fetchDiscount } from '@/lib/dodo/discounts'
import type { CancelReason } from '@/lib/dodo/subscriptions'
import { newId } from '@/lib/ids'
import { askPeriodPrice, type Subject } from './ask-quote'
import { eventData } from './event'
import { makeChoice } from './make-choice'
import { currentTerms, discountsOf } from './mirror'
import { readNames } from './names'
import { standingOf } from './state'
import type { Alternative } from './view'

/** Not part of the history that the owner sees. */
const ALTERNATIVE_SHOWN = 'alternative_shown'

/**
 * The one alternative that fits why somebody leaves, or null: a cheaper plan where money or too much of everything is
 * the reason, a discount where money is and no cheaper plan is left, a pause where there is no time. Offered once in
 * each period.
 */
export async function offerAlternative(
  subscription: Subject,
  reason: CancelReason,
  locale: string,
): Promise<Alternative | null> {
  if (standingOf(subscription) !== 'ending') return null
  const picked = await pick(subscription, reason, locale)
  if (!picked) return null
  if (await shownNow(subscription)) return null
  const period = subscription.periodStart.toISOString()
  const { orderId, currency } = subscription
  const allowed = await maySuggest(
    {
      ...{ placement: 'cancel', key: `built-in:${picked.alternative.kind}`, rule: { all: [] } },
      ...{ productId: picked.productId, cooldownDays: 30, subject: `${subscription.id}:${period}` },
      ...{ orderId, locale, currency },
    },
    new Date(),
  )
  if (!allowed) return null
  await db.subscriptionEvent.create({
    data: {
      id: newId(),
      subscriptionId: subscription.id,
      kind: ALTERNATIVE_SHOWN,
      data: { from: subscription.productId, to: null, at: period, offered: picked.alternative.kind },
    },
  })
  return picked.alternative
}

const shownData = eventData.extend({ offered: z.string().optional() })

/** What was shown in the running period, or null. */
async function shownNow({ id, periodStart }: Subject) {
  const shown = await db.subscriptionEvent.findMany({
    where: { subscriptionId: id, kind: ALTERNATIVE_SHOWN },
  })
  const period = periodStart.toISOString()
  return shown.map(({ data }) => shownData.parse(data)).find(({ at }) => at === period) ?? null
}

/** The code of the discount that was offered in the running period; null for whoever was offered none. */
export async function offeredDiscountCode(subscription: Subject): Promise<string | null> {
  return (await shownNow(subscription))?.offered === 'discount' ? readDiscountCode() : null
}

/** What fits, and the plan it would change to. */
type Picked = { alternative: Alternative; productId: string | null }

async function pick(subscription: Subject, reason: CancelReason, locale: string): Promise<Picked | null> {
  switch (reason) {
    case 'unused':
      return { alternative: { kind: 'pause' }, productId: null }
    case 'too_expensive':
      return (await cheaperPlan(subscription, locale)) ?? (await discount(subscription))
    case 'too_complex':
      return cheaperPlan(subscription, locale)
    case 'missing_features':
    case 'switched_service':
    case 'customer_service':
    case 'low_quality':
    case 'other':
      return null
  }
}

/** The next smaller plan of the same interval. */
async function cheaperPlan(subscription: Subject, locale: string): Promise<Picked | null> {
  const { product } = subscription
  const plan = await db.product.findFirst({
    where: {
      kind: 'subscription',
      active: true,
      providerProductId: { not: null },
      interval: product.interval,
      currency: product.currency,
      priceMinor: { lt: product.priceMinor },
    },
    orderBy: { priceMinor: 'desc' },
  })
  const alternative = plan && (await readCheaperPlan(subscription, plan.slug, locale))
  return alternative && { alternative, productId: plan.id }
}

/** A smaller plan for the next period on, with what the provider says it would cost; null when it is none. */
export async function readCheaperPlan(
  subscription: Subject,
  slug: string,
  locale: string,
): Promise<Alternative | null> {
  const wish = { plan: slug, quantity: null, addOns: null, when: 'period_end' as const }
  const made = await makeChoice(subscription, wish)
  if (!made.ok || made.value.direction !== 'downgrade') return null
  const price = await askPeriodPrice(subscription, made.value.choice)
  const names = await readNames(locale)
  return price && { kind: 'cheaper_plan', plan: names.plan(made.value.choice.productId), price }
}

async function discount(subscription: Subject): Promise<Picked | null> {
  const alternative = await readDiscount(subscription)
  return alternative && { alternative, productId: null }
}

/** The code that the merchant offers to somebody who leaves for the price, or null. */
async function readDiscountCode(): Promise<string | null> {
  const settings = await db.shopSettings.findUnique({ where: { id: 'shop' } })
  return settings?.saveDiscountCode ?? null
}

/**
 * The same plan with the merchant's discount, with what the provider says it would cost and for how long. Null when the
 * merchant has none, the provider does not know it, it takes nothing off, or something is taken off already.
 */
export async function readDiscount(subscription: Subject): Promise<Alternative | null> {
  const code = await readDiscountCode()
  if (!code || discountsOf(subscription).length > 0) return null
  const terms = currentTerms(subscription)
  const [found, price, afterwards] = await Promise.all([
    fetchDiscount(code),
    askPeriodPrice(subscription, terms, [code]),
    askPeriodPrice(subscription, terms),
  ])
  if (!found.ok || !found.value || !price || !afterwards || price.total.amount >= afterwards.total.amount)
    return null
  return { kind: 'discount', price, cycles: found.value.cycles, afterwards }
}
