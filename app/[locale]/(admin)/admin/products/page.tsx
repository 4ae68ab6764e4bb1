import type { Metadata } from 'next'
import { ProductsScreen } from '@/components/admin/products-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { listProductRows, PRODUCTS_TABLE } from '@/lib/insight/products'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('products')

export default async function ProductsPage({ params, searchParams }: PageProps<'/[locale]/admin/products'>) {
  const staff = await requireStaff()
  const locale = requireLocale((await params).locale)
  const query = readTableQuery(PRODUCTS_TABLE, await searchParams)
  return <ProductsScreen staff={staff} query={query} page={await listProductRows(query, locale)} />
}
