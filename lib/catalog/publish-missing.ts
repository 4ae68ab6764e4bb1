import 'server-only'
import { createProduct, fetchProducts } from '@/lib/dodo/products'

type Publishable = Parameters<typeof createProduct>[0]

/** Makes those products at the provider that it does not have yet. Answers with the slugs it made. */
export async function publishMissing(products: readonly Publishable[]): Promise<string[]> {
  const known = new Set((await fetchProducts()).map((product) => product.slug))
  const made: string[] = []
  for (const product of products) {
    if (known.has(product.slug)) continue
    await createProduct(product)
    made.push(product.slug)
  }
  return made
}
