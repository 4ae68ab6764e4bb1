import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { EraseScreen } from '@/components/account/erase-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { requireRecentUser } from '@/lib/identity/require-user'
import { paths } from '@/lib/paths'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.erase')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function ErasePage({ params, searchParams }: PageProps<'/[locale]/account/erase'>) {
  const locale = requireLocale((await params).locale)
  await requireRecentUser(locale, paths.erase(locale))
  const planGoesOn = (await searchParams).notice === 'plan_goes_on'
  return <EraseScreen locale={locale} planGoesOn={planGoesOn} />
}
