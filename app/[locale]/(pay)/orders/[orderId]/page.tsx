import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OrderScreen } from '@/components/orders/order-screen'
import { getCardOfOrder } from '@/lib/customers/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getOrder } from '@/lib/orders/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function OrderPage({ params, searchParams }: PageProps<'/[locale]/orders/[orderId]'>) {
  const { orderId, locale } = await params
  const { cancelled, returned, notice } = await searchParams
  const language = requireLocale(locale)
  const order = await getOrder(
    orderId,
    language,
    returned === '1' ? 'returned' : cancelled === '1' ? 'cancelled' : null,
  )
  if (!order) notFound()
  if (order.atOffer) redirect(order.atOffer as Route)
  const card = await getCardOfOrder(order.id)
  return (
    <OrderScreen
      order={order}
      card={card}
      locale={language}
      alreadyHasPlan={notice === 'has_plan'}
      undoRefused={notice === 'not_undone'}
    />
  )
}
