import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CancelScreen } from '@/components/subscriptions/cancel-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { paths } from '@/lib/paths'
import { getSubscription } from '@/lib/subscriptions/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions')
  return { title: t('overview.cancel'), robots: { index: false } }
}

export default async function Page({ params }: PageProps<'/[locale]/subscriptions/[subscriptionId]/cancel'>) {
  const { subscriptionId, locale } = await params
  const language = requireLocale(locale)
  const subscription = await getSubscription(subscriptionId, language)
  if (!subscription) notFound()
  if (!subscription.may.cancel) redirect(paths.subscription(language, subscriptionId) as Route)
  return <CancelScreen subscription={subscription} locale={language} />
}
