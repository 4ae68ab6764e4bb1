import 'server-only'
import { db } from '@/lib/db/prisma'
import { fetchAddOns } from '@/lib/dodo/add-ons'
import { fetchPlanAddOns } from '@/lib/dodo/products'

/**
 * Mirrors the provider's add-ons, matched by the id that is known or else by their English name, and which plan takes
 * which. Throws when the provider cannot be read.
 */
export async function syncAddOns(): Promise<void> {
  const remote = await fetchAddOns()
  const byProviderId = new Map<string, string>()
  for (const addOn of await db.addOn.findMany({ include: { texts: { where: { locale: 'en' } } } })) {
    const source =
      remote.find(({ id }) => id === addOn.providerAddOnId) ??
      remote.find(({ name }) => name === addOn.texts[0]?.name)
    await db.addOn.update({
      where: { id: addOn.id },
      data: {
        syncedAt: new Date(),
        providerAddOnId: source?.id ?? null,
        ...(source && { priceMinor: source.priceMinor, currency: source.currency }),
      },
    })
    if (source) byProviderId.set(source.id, addOn.id)
  }
  const plans = await db.product.findMany({
    where: { kind: 'subscription', providerProductId: { not: null } },
  })
  for (const plan of plans) {
    const taken = await fetchPlanAddOns(plan.providerProductId ?? '')
    const addOnIds = taken.flatMap((id) => byProviderId.get(id) ?? [])
    await db.$transaction([
      db.planAddOn.deleteMany({ where: { productId: plan.id, addOnId: { notIn: addOnIds } } }),
      db.planAddOn.createMany({
        data: addOnIds.map((addOnId) => ({ productId: plan.id, addOnId })),
        skipDuplicates: true,
      }),
    ])
  }
}
