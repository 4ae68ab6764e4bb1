import type { Metadata, Route } from 'next'
import { notFound, redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { CancelledScreen } from '@/components/subscriptions/cancelled-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { paths } from '@/lib/paths'
import { readCheaperPlan, readDiscount } from '@/lib/subscriptions/alternative'
import { findOwnSubscription } from '@/lib/subscriptions/find-own'
import { getSubscription } from '@/lib/subscriptions/queries'
import type { Alternative } from '@/lib/subscriptions/view'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions.cancelled')
  return { title: t('title'), robots: { index: false } }
}

export default async function CancelledPage({
  params,
  searchParams,
}: PageProps<'/[locale]/subscriptions/[subscriptionId]/cancelled'>) {
  const { subscriptionId, locale } = await params
  const { thanks, alternative, plan } = await searchParams
  const language = requireLocale(locale)
  const subscription = await getSubscription(subscriptionId, language)
  if (!subscription) notFound()
  if (!subscription.may.undoCancel) redirect(paths.subscription(language, subscriptionId) as Route)
  return (
    <CancelledScreen
      subscription={subscription}
      answered={thanks === '1'}
      alternative={await readAlternative(subscriptionId, alternative, plan, language)}
      locale={language}
    />
  )
}

/** What the answer to the question led to; it is only words until it is taken. */
async function readAlternative(
  id: string,
  kind: unknown,
  slug: unknown,
  locale: string,
): Promise<Alternative | null> {
  if (kind === 'pause') return { kind }
  const subscription = await findOwnSubscription(id)
  if (!subscription) return null
  if (kind === 'discount') return readDiscount(subscription)
  return kind === 'cheaper_plan' && typeof slug === 'string'
    ? readCheaperPlan(subscription, slug, locale)
    : null
}
