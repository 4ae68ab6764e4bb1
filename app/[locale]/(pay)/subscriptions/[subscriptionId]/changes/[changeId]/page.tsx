import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { OutcomeScreen } from '@/components/subscriptions/change/outcome-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getChangeOutcome } from '@/lib/subscriptions/change-outcome'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions.outcome')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function PlanChangePage({
  params,
}: PageProps<'/[locale]/subscriptions/[subscriptionId]/changes/[changeId]'>) {
  const { changeId, locale } = await params
  const language = requireLocale(locale)
  const outcome = await getChangeOutcome(changeId, language)
  if (!outcome) notFound()
  return <OutcomeScreen outcome={outcome} locale={language} />
}
