import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OrderScreen } from '@/components/orders/order-screen'
import { localeSchema } from '@/lib/i18n/locale'
import { getOrder } from '@/lib/orders/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function OrderPage({ params, searchParams }: PageProps<'/[locale]/orders/[orderId]'>) {
  const { orderId, locale } = await params
  const { cancelled, returned, notice } = await searchParams
  const language = localeSchema.parse(locale)
  const order = await getOrder(
    orderId,
    language,
    returned === '1' ? 'returned' : cancelled === '1' ? 'cancelled' : null,
  )
  if (!order) notFound()
  return (
    <OrderScreen
      order={order}
      locale={language}
      alreadyHasPlan={notice === 'has_plan'}
      undoRefused={notice === 'not_undone'}
    />
  )
}
