import 'server-only'
import { z } from 'zod'
import { pool } from '@/lib/db/pool'
import type { TablePage, TableQuery, TableShape } from './table-query'

export const PRODUCTS_TABLE = {
  sorts: ['position', 'slug', 'price', 'synced', 'sold'],
  dir: 'asc',
  filters: ['q', 'sync'],
} as const satisfies TableShape<string>

export type ProductsSort = (typeof PRODUCTS_TABLE.sorts)[number]

/** `synced`: as the provider has it; `never`: not read yet; `missing`: not at the provider; `off`: not for sale. */
export const SYNC_STATES = ['synced', 'never', 'missing', 'off'] as const

const schema = z.object({
  id: z.string(),
  slug: z.string(),
  kind: z.enum(['one_time', 'subscription']),
  name: z.string(),
  priceMinor: z.int(),
  currency: z.string(),
  interval: z.enum(['month', 'year']).nullable(),
  providerProductId: z.string().nullable(),
  syncedAt: z.date().nullable(),
  sync: z.enum(SYNC_STATES),
  sold: z.int(),
})
export type ProductRow = z.infer<typeof schema>

const ORDER: Record<ProductsSort, string> = {
  position: 'position',
  slug: 'slug',
  price: '"priceMinor"',
  synced: '"syncedAt"',
  sold: 'sold',
}

/** All products with how they stand at the provider. A shop has few: one page. The caller has checked who asks. */
export async function listProductRows(
  { filters, sort, dir }: TableQuery<ProductsSort>,
  locale: string,
): Promise<TablePage<ProductRow>> {
  const { rows } = await pool.query(
    `SELECT * FROM (
      SELECT p.id, p.slug, p.kind, coalesce(t.name, p.slug) AS name, p.price_minor AS "priceMinor", p.currency, p.interval,
        p.provider_product_id AS "providerProductId", p.synced_at AS "syncedAt", p.position,
        CASE WHEN NOT p.active THEN 'off' WHEN p.provider_product_id IS NULL THEN 'missing'
          WHEN p.synced_at IS NULL THEN 'never' ELSE 'synced' END AS sync,
        (SELECT count(*)::int FROM order_line l WHERE l.product_id = p.id AND l.state = 'paid') AS sold
      FROM product p LEFT JOIN product_text t ON t.product_id = p.id AND t.locale = $1) x
     WHERE ($2::text IS NULL OR strpos(lower(slug || ' ' || name), lower($2)) > 0) AND ($3::text IS NULL OR sync = $3)
     ORDER BY ${ORDER[sort]} ${dir === 'asc' ? 'ASC' : 'DESC'} NULLS LAST, slug`,
    [locale, filters.q ?? null, filters.sync ?? null],
  )
  const parsed = z.array(schema).parse(rows)
  return { rows: parsed, total: parsed.length }
}
