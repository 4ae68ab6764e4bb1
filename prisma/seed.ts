import { publishMissing } from '@/lib/catalog/publish-missing'
import { syncCatalog } from '@/lib/catalog/sync-catalog'
import { pool } from '@/lib/db/pool'
import { CATALOG } from './seed/catalog-texts'
import { seedCatalog } from './seed/seed-catalog'
import { seedFunnels } from './seed/seed-funnels'

// Running it again changes nothing that is already there but texts and funnels of the demo shop.
await seedCatalog()
await seedFunnels()
const made = await publishMissing(
  CATALOG.map(({ slug, price, interval, taxCategory, texts }) => ({
    slug,
    name: texts.en.name,
    description: texts.en.tagline,
    taxCategory,
    priceMinor: price.amount,
    currency: price.currency,
    interval,
  })),
)
const { updated, missing } = await syncCatalog()
process.stdout.write(
  `Catalogue: ${CATALOG.length} products, ${made.length} made at the provider, ${updated.length} synced, ${missing.length} missing\n`,
)
await pool.end()
