import 'server-only'
import { db } from '@/lib/db/prisma'
import { fetchProducts } from '@/lib/dodo/products'
import { syncAddOns } from './sync-add-ons'

export type SyncReport = { updated: string[]; unchanged: number; missing: string[] }

/**
 * Mirrors price, currency and interval of the provider's products, matched by the slug in their metadata, and the
 * add-ons that each plan takes. A
 * product the provider no longer has keeps its texts and is taken off sale. Throws when the provider cannot be
 * read; then nothing changes.
 */
export async function syncCatalog(): Promise<SyncReport> {
  const remote = new Map((await fetchProducts()).flatMap((p) => (p.slug ? [[p.slug, p] as const] : [])))
  const report: SyncReport = { updated: [], unchanged: 0, missing: [] }
  for (const product of await db.product.findMany()) {
    const source = remote.get(product.slug)
    if (!source) {
      report.missing.push(product.slug)
      await db.product.update({
        where: { id: product.id },
        data: { providerProductId: null, syncedAt: new Date() },
      })
      continue
    }
    const next = {
      providerProductId: source.id,
      priceMinor: source.priceMinor,
      currency: source.currency,
      interval: source.interval,
    }
    const changed = (Object.keys(next) as (keyof typeof next)[]).some((key) => product[key] !== next[key])
    if (changed) report.updated.push(product.slug)
    else report.unchanged += 1
    await db.product.update({ where: { id: product.id }, data: { ...next, syncedAt: new Date() } })
  }
  await syncAddOns()
  return report
}
