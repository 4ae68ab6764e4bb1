import 'server-only'
import { z } from 'zod'
import { dodo, once } from './client'

const listSchema = z.object({
  product_id: z.string(),
  name: z.string().nullish(),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  currency: z.string().regex(/^[A-Z]{3}$/),
  price: z.int().nonnegative(),
  price_detail: z.object({ payment_frequency_interval: z.string().optional() }).nullish(),
  is_recurring: z.boolean(),
})

/** A product as the provider sells it; `slug` is the shop's own name for it, kept in the metadata. */
export type ProviderProduct = {
  id: string
  slug: string | null
  priceMinor: number
  currency: string
  interval: 'month' | 'year' | null
}

const intervals: Record<string, 'month' | 'year'> = { Month: 'month', Year: 'year' }

/** Lists every product that is not archived, page by page from 0. Throws when the provider cannot be read. */
export async function fetchProducts(): Promise<ProviderProduct[]> {
  const products: ProviderProduct[] = []
  for (let page = 0; ; page++) {
    const { items } = await dodo.products.list({ page_size: 100, page_number: page }, once())
    if (items.length === 0) return products
    for (const item of items) {
      const p = listSchema.parse(item)
      products.push({
        id: p.product_id,
        slug: typeof p.metadata.slug === 'string' ? p.metadata.slug : null,
        priceMinor: p.price,
        currency: p.currency,
        interval: p.is_recurring
          ? (intervals[p.price_detail?.payment_frequency_interval ?? ''] ?? null)
          : null,
      })
    }
  }
}

/** Makes a product at the provider, named by `slug` in its metadata; answers with its id. */
export async function createProduct(input: {
  slug: string
  name: string
  description: string
  taxCategory: string
  priceMinor: number
  currency: string
  interval: 'month' | 'year' | null
  /** The provider's ids of the add-ons that a plan takes. */
  addOnIds?: string[]
}): Promise<string> {
  const shared = {
    currency: input.currency as 'USD',
    price: input.priceMinor,
    purchasing_power_parity: false,
    tax_inclusive: false,
  }
  const product = await dodo.products.create(
    {
      name: input.name,
      description: input.description,
      tax_category: input.taxCategory as 'digital_products',
      metadata: { slug: input.slug },
      addons: input.addOnIds ?? [],
      price: input.interval
        ? {
            ...shared,
            type: 'recurring_price',
            discount: 0,
            payment_frequency_count: 1,
            payment_frequency_interval: input.interval === 'year' ? 'Year' : 'Month',
            subscription_period_count: 20,
            subscription_period_interval: 'Year',
          }
        : { ...shared, type: 'one_time_price', discount: 0 },
    },
    once(),
  )
  return z.object({ product_id: z.string() }).parse(product).product_id
}

const addOnsSchema = z.object({ addons: z.array(z.string()).nullish() })

/** The provider's ids of the add-ons that a plan takes. Throws when the provider cannot be read. */
export async function fetchPlanAddOns(productId: string): Promise<string[]> {
  return addOnsSchema.parse(await dodo.products.retrieve(productId, once())).addons ?? []
}

/** Lets a plan take these add-ons and no others. */
export async function setPlanAddOns(productId: string, addOnIds: string[]): Promise<void> {
  await dodo.products.update(productId, { addons: addOnIds }, once())
}
