import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CreditScreen } from '@/components/subscriptions/credit-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getSubscription } from '@/lib/subscriptions/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions.credit')
  return { title: t('title'), robots: { index: false } }
}

export default async function CreditPage({
  params,
}: PageProps<'/[locale]/subscriptions/[subscriptionId]/credit'>) {
  const { subscriptionId, locale } = await params
  const language = requireLocale(locale)
  const subscription = await getSubscription(subscriptionId, language)
  if (!subscription) notFound()
  return <CreditScreen subscription={subscription} locale={language} />
}
