import { publishMissing } from '@/lib/catalog/publish-missing'
import { syncCatalog } from '@/lib/catalog/sync-catalog'
import { pool } from '@/lib/db/pool'
import { env } from '@/lib/env'
import { CATALOG } from './seed/catalog-texts'
import { ADD_ONS } from './seed/plan-texts'
import { seedCatalog } from './seed/seed-catalog'
import { seedDiscount } from './seed/seed-discount'
import { seedFunnels } from './seed/seed-funnels'
import { seedPlans } from './seed/seed-plans'
import { seedStaff } from './seed/seed-staff'

// Running it again changes nothing that is already there but texts and funnels of the demo shop.
await seedCatalog()
await seedFunnels()
await seedPlans()
// A deployment's first owner is made with `npm run staff`.
if (env.UPNEXT_MODE) {
  await seedStaff()
  await seedDiscount()
}
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
  ADD_ONS.map(({ price, taxCategory, texts }) => ({
    ...texts.en,
    taxCategory,
    priceMinor: price.amount,
    currency: price.currency,
  })),
)
const { updated, missing } = await syncCatalog()
process.stdout.write(
  `Catalogue: ${CATALOG.length} products, ${made.length} made at the provider, ${updated.length} synced, ${missing.length} missing\n`,
)
await pool.end()
