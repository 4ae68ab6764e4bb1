import type { Metadata } from 'next'
import { OrdersScreen } from '@/components/admin/orders-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { listOrders, ORDERS_TABLE } from '@/lib/insight/orders'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('orders')

export default async function OrdersPage({ params, searchParams }: PageProps<'/[locale]/admin/orders'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const query = readTableQuery(ORDERS_TABLE, await searchParams)
  return <OrdersScreen staff={staff} query={query} page={await listOrders(query)} />
}
