import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { NOTICES, SubscriptionScreen } from '@/components/subscriptions/subscription-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { presentPrompt } from '@/lib/prompts/present-prompt'
import { getSubscription } from '@/lib/subscriptions/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function SubscriptionPage({
  params,
  searchParams,
}: PageProps<'/[locale]/subscriptions/[subscriptionId]'>) {
  const { subscriptionId, locale } = await params
  const { notice } = await searchParams
  const language = requireLocale(locale)
  const subscription = await getSubscription(subscriptionId, language)
  if (!subscription) notFound()
  return (
    <SubscriptionScreen
      subscription={subscription}
      prompt={await presentPrompt(subscription.id, language)}
      locale={language}
      notice={z.enum(NOTICES).safeParse(notice).data ?? null}
    />
  )
}
