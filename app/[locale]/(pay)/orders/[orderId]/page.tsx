import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OrderScreen } from '@/components/orders/order-screen'
import { getCardOfOrder } from '@/lib/customers/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getOrder } from '@/lib/orders/queries'
import { presentSuggestion } from '@/lib/suggestions/present-suggestion'

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
  // While an offer of the sitting is open, nothing else is suggested.
  const quiet = order.state !== 'paid' || order.openOffer !== null
  const [card, suggestion] = await Promise.all([
    getCardOfOrder(order.id),
    quiet ? null : presentSuggestion('order_page', order.id, language),
  ])
  return (
    <OrderScreen
      order={order}
      card={card}
      locale={language}
      alreadyHasPlan={notice === 'has_plan'}
      undoRefused={notice === 'not_undone'}
      suggestion={suggestion}
    />
  )
}
