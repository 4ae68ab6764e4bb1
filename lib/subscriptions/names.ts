import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import { limitsSchema } from './stored'
import type { AddOnView, PlanName } from './view'

export type NamedPlan = PlanName & { features: string[]; limits: z.infer<typeof limitsSchema> }

const intervalSchema = z.enum(['month', 'year'])

/** The words for plans, add-ons and features in one language, read once for a whole screen. */
export async function readNames(locale: string) {
  const where = { where: { locale } }
  const plans = await db.product.findMany({ where: { kind: 'subscription' }, include: { texts: where } })
  const addOns = await db.addOn.findMany({ include: { texts: where }, orderBy: { position: 'asc' } })
  const words = await db.planFeature.findMany({ where: { locale }, orderBy: { position: 'asc' } })
  const planName = (plan: (typeof plans)[number]) => plan.texts[0]?.name ?? plan.slug
  const addOnName = (addOn: (typeof addOns)[number]) => addOn.texts[0]?.name ?? addOn.slug
  return {
    /** Throws for a product that is no plan: only the shop's own ids come here. */
    plan(id: string): NamedPlan {
      const plan = plans.find((each) => each.id === id)
      if (!plan) throw new Error(`${id} is no plan`)
      return {
        slug: plan.slug,
        name: planName(plan),
        interval: intervalSchema.parse(plan.interval),
        features: plan.features,
        limits: limitsSchema.parse(plan.limits),
      }
    },
    addOns: (rows: readonly { addOnId: string; quantity: number }[]): AddOnView[] =>
      addOns.flatMap((addOn) => {
        const row = rows.find(({ addOnId }) => addOnId === addOn.id)
        return row ? [{ slug: addOn.slug, name: addOnName(addOn), quantity: row.quantity }] : []
      }),
    features: (keys: readonly string[]): string[] =>
      words.filter(({ key }) => keys.includes(key)).map(({ text }) => text),
    /** The name of a line of the provider's, by its own id. */
    line(kind: 'plan' | 'add_on', providerId: string): string | null {
      if (kind === 'plan') {
        const plan = plans.find(({ providerProductId }) => providerProductId === providerId)
        return plan ? planName(plan) : null
      }
      const addOn = addOns.find(({ providerAddOnId }) => providerAddOnId === providerId)
      return addOn ? addOnName(addOn) : null
    },
  }
}
