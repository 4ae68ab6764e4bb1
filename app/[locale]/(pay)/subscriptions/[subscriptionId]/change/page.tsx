import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { CHANGE_NOTICES, ChangeScreen } from '@/components/subscriptions/change/change-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getChangeScreen } from '@/lib/subscriptions/change-screen'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('subscriptions.change')
  return { title: t('title'), robots: { index: false } }
}

export default async function ChangePlanPage({
  params,
  searchParams,
}: PageProps<'/[locale]/subscriptions/[subscriptionId]/change'>) {
  const { subscriptionId, locale } = await params
  const query = await searchParams
  const language = requireLocale(locale)
  const screen = await getChangeScreen(subscriptionId, query, language)
  if (!screen) notFound()
  const notice = z.enum(CHANGE_NOTICES).safeParse(query.notice).data ?? null
  return <ChangeScreen screen={screen} locale={language} notice={notice} />
}
