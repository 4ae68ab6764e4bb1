import 'server-only'
import { db } from '@/lib/db/prisma'
import { directionOf } from './make-choice'
import { readNames } from './names'
import { standingOf } from './state'
import type { PlanOption } from './view'
import { whoseSubscriptions } from './whose'

export type PlanOptions = { plans: PlanOption[]; subscriptionId: string | null }

/** The plans for whoever asks: what each costs and gives, and what it is to somebody who has one already. */
export async function listPlanOptions(locale: string): Promise<PlanOptions> {
  const whose = await whoseSubscriptions()
  const mine = await db.subscription.findMany({ where: whose, include: { product: true } })
  const current = mine.find((subscription) => standingOf(subscription) !== 'ended')
  const names = await readNames(locale)
  const rows = await db.product.findMany({
    where: { kind: 'subscription', active: true, providerProductId: { not: null } },
    include: { addOns: { include: { addOn: { include: { texts: { where: { locale } } } } } } },
    orderBy: { position: 'asc' },
  })
  const plans = rows.map((row): PlanOption => {
    const plan = names.plan(row.id)
    return {
      plan,
      price: { amount: row.priceMinor, currency: row.currency },
      features: names.features(plan.features),
      limits: [{ meter: 'editing_credits', limit: plan.limits.editing_credits ?? null }],
      addOns: row.addOns
        .map(({ addOn }) => addOn)
        .sort((a, b) => a.position - b.position)
        .map(({ slug, texts, priceMinor, currency }) => ({
          slug,
          name: texts[0]?.name ?? slug,
          description: texts[0]?.description ?? '',
          price: { amount: priceMinor, currency },
        })),
      action: actionFor(row, current?.product ?? null),
    }
  })
  return { plans, subscriptionId: current?.id ?? null }
}

type Plan = { id: string; interval: string | null; priceMinor: number }

function actionFor(plan: Plan, current: Plan | null): PlanOption['action'] {
  if (!current) return 'buy'
  if (plan.id === current.id) return 'current'
  return directionOf(
    { interval: current.interval, price: current.priceMinor },
    { interval: plan.interval, price: plan.priceMinor },
  )
}
