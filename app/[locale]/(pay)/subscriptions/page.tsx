import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { SetUpScreen } from '@/components/subscriptions/set-up-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { paths } from '@/lib/paths'
import { findNewestSubscription } from '@/lib/subscriptions/newest'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions')
  return { title: t('pageTitle'), robots: { index: false } }
}

/** Leads to one's own subscription; waits for it where it has just been bought. */
export default async function SubscriptionsPage({ params }: PageProps<'/[locale]/subscriptions'>) {
  const locale = requireLocale((await params).locale)
  const id = await findNewestSubscription(locale)
  if (id) redirect(paths.subscription(locale, id) as Route)
  return <SetUpScreen locale={locale} />
}
