import 'server-only'
import { z } from 'zod'
import { db } from '@/lib/db/prisma'
import type { EditorProduct } from './editor-view'

const intervalSchema = z.enum(['month', 'year']).nullable().catch(null)

/** The products that offers can be made of, with their words in one language. The caller has checked who asks. */
export async function listEditorProducts(locale: string): Promise<EditorProduct[]> {
  const rows = await db.product.findMany({
    where: { active: true },
    include: { texts: { where: { locale } } },
    orderBy: { position: 'asc' },
  })
  return rows.map(({ id, slug, art, kind, priceMinor, currency, interval, texts }) => ({
    ...{ id, slug, art, kind, priceMinor, currency, interval: intervalSchema.parse(interval) },
    name: texts[0]?.name ?? slug,
    facts: texts[0]?.facts ?? [],
  }))
}
