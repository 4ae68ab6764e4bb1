import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { AccountScreen } from '@/components/account/account-screen'
import { getAccount } from '@/lib/account/queries'
import { ACCOUNT_NOTICES } from '@/lib/account/view'
import { requireLocale } from '@/lib/i18n/require-locale'
import { paths } from '@/lib/paths'
import { listSubscriptions } from '@/lib/subscriptions/queries'
import { latestOrder } from '@/lib/suggestions/latest-order'
import { presentSuggestion } from '@/lib/suggestions/present-suggestion'

const noticeSchema = z.enum(ACCOUNT_NOTICES).nullable().catch(null)

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function AccountPage({ params, searchParams }: PageProps<'/[locale]/account'>) {
  const locale = requireLocale((await params).locale)
  const [account, subscriptions] = await Promise.all([getAccount(locale), listSubscriptions(locale)])
  if (!account) redirect(paths.signIn(locale) as Route)
  const lastOrder = await latestOrder()
  const suggestion = lastOrder && (await presentSuggestion('account', lastOrder, locale))
  const notice = noticeSchema.parse((await searchParams).notice)
  return (
    <AccountScreen
      account={account}
      subscriptions={subscriptions}
      locale={locale}
      notice={notice}
      suggestion={suggestion || null}
    />
  )
}
