import 'server-only'
import { z } from 'zod'
import { dodo, once } from './client'

const schema = z.object({
  id: z.string().min(1),
  name: z.string(),
  price: z.int().nonnegative(),
  currency: z.string().regex(/^[A-Z]{3}$/),
})

/** An add-on as the provider sells it; it has no metadata, so its name is what the shop knows it by. */
export type ProviderAddOn = { id: string; name: string; priceMinor: number; currency: string }

/** Lists every add-on, page by page from 0. Throws when the provider cannot be read. */
export async function fetchAddOns(): Promise<ProviderAddOn[]> {
  const addOns: ProviderAddOn[] = []
  for (let page = 0; ; page++) {
    const { items } = await dodo.addons.list({ page_size: 100, page_number: page }, once())
    if (items.length === 0) return addOns
    for (const item of items) {
      const { id, name, price, currency } = schema.parse(item)
      addOns.push({ id, name, priceMinor: price, currency })
    }
  }
}

/** Makes an add-on at the provider; answers with its id. */
export async function createAddOn(input: {
  name: string
  description: string
  taxCategory: string
  priceMinor: number
  currency: string
}): Promise<string> {
  const made = await dodo.addons.create(
    {
      name: input.name,
      description: input.description,
      tax_category: input.taxCategory as 'saas',
      price: input.priceMinor,
      currency: input.currency as 'USD',
    },
    once(),
  )
  return schema.parse(made).id
}
