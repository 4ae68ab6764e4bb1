import { db } from '@/lib/db/prisma'
import { CATALOG } from './catalog-texts'
import type { CatalogProduct } from './texts/types'

/** Writes the demo shop's products and their texts. Prices of known products are left to the sync. */
export async function seedCatalog(): Promise<void> {
  for (const product of CATALOG) {
    const shared = {
      kind: product.kind,
      taxCategory: product.taxCategory,
      delivery: product.delivery.kind,
      licenseSeats: product.delivery.kind === 'license_key' ? product.delivery.seats : null,
      fileName: product.delivery.kind === 'download' ? product.delivery.fileName : null,
      art: product.art,
      position: product.position,
    }
    await db.product.upsert({
      where: { slug: product.slug },
      update: shared,
      create: {
        id: product.slug,
        slug: product.slug,
        priceMinor: product.price.amount,
        currency: product.price.currency,
        interval: product.interval,
        ...shared,
      },
    })
    await seedTexts(product)
  }
  for (const product of CATALOG) await seedParts(product)
}

/** What a bundle includes; written once, as a merchant may have changed it since. */
async function seedParts({ slug, parts = [] }: CatalogProduct): Promise<void> {
  await db.productPart.createMany({
    data: parts.map((part, position) =>
      typeof part === 'string'
        ? { bundleId: slug, position, productId: part }
        : { bundleId: slug, position, names: part },
    ),
    skipDuplicates: true,
  })
}

async function seedTexts({ slug, texts }: CatalogProduct): Promise<void> {
  for (const [locale, text] of Object.entries(texts)) {
    await db.productText.upsert({
      where: { productId_locale: { productId: slug, locale } },
      update: text,
      create: { productId: slug, locale, ...text },
    })
  }
}
