import 'server-only'
import { db } from '@/lib/db/prisma'
import type { Choices } from './editor-view'

/** Everything the shop has, for the editor's lists, in one language. For the merchant: the caller has checked who asks. */
export async function listChoices(locale: string): Promise<Choices> {
  const products = await db.product.findMany({
    include: { texts: { where: { locale } } },
    orderBy: { position: 'asc' },
  })
  return {
    products: products.map(
      ({ id, slug, kind, priceMinor, currency, art, active, providerProductId, texts }) => ({
        ...{ id, slug, kind, art },
        name: texts[0]?.name ?? slug,
        price: { amount: priceMinor, currency },
        forSale: active && providerProductId !== null,
      }),
    ),
    tags: [...new Set(products.flatMap(({ tags }) => tags))].toSorted(),
    currencies: [...new Set(products.map(({ currency }) => currency))],
  }
}
