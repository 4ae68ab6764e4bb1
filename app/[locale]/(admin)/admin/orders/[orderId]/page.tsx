import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OrderInsightScreen } from '@/components/admin/order-insight-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getOrderInsight } from '@/lib/insight/order'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('orders')

export default async function OrderInsightPage({ params }: PageProps<'/[locale]/admin/orders/[orderId]'>) {
  const staff = await requireStaff()
  const { orderId, locale } = await params
  const order = await getOrderInsight(orderId, requireLocale(locale))
  if (!order) notFound()
  return <OrderInsightScreen staff={staff} order={order} />
}
