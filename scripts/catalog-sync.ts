import { syncCatalog } from '@/lib/catalog/sync-catalog'
import { pool } from '@/lib/db/pool'

const { updated, unchanged, missing } = await syncCatalog()
console.log(`${updated.length} updated, ${unchanged} unchanged, ${missing.length} not at the provider`)
for (const slug of updated) console.log(`  updated  ${slug}`)
for (const slug of missing)
  console.log(
    `  missing  ${slug}: not for sale until the provider has a product with this slug in its metadata`,
  )
await pool.end()
