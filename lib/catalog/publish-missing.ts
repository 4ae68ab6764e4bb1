import 'server-only'
import { createAddOn, fetchAddOns } from '@/lib/dodo/add-ons'
import { createProduct, fetchPlanAddOns, fetchProducts, setPlanAddOns } from '@/lib/dodo/products'

type Publishable = Omit<Parameters<typeof createProduct>[0], 'addOnIds'>
type PublishableAddOn = Parameters<typeof createAddOn>[0]

/**
 * Makes those products and add-ons at the provider that it does not have yet, and lets every plan take the add-ons.
 * Answers with the slugs and names it made.
 */
export async function publishMissing(
  products: readonly Publishable[],
  addOns: readonly PublishableAddOn[] = [],
): Promise<string[]> {
  const made: string[] = []
  const knownAddOns = new Map((await fetchAddOns()).map(({ name, id }) => [name, id]))
  const addOnIds: string[] = []
  for (const addOn of addOns) {
    const known = knownAddOns.get(addOn.name)
    addOnIds.push(known ?? (await createAddOn(addOn)))
    if (!known) made.push(addOn.name)
  }
  const known = new Map((await fetchProducts()).map(({ slug, id }) => [slug, id]))
  for (const product of products) {
    const id = known.get(product.slug)
    if (id && product.interval) await addMissing(id, addOnIds)
    if (id) continue
    await createProduct({ ...product, addOnIds: product.interval ? addOnIds : [] })
    made.push(product.slug)
  }
  return made
}

async function addMissing(planId: string, addOnIds: string[]): Promise<void> {
  const present = await fetchPlanAddOns(planId)
  if (addOnIds.every((id) => present.includes(id))) return
  await setPlanAddOns(planId, [...new Set([...present, ...addOnIds])])
}
