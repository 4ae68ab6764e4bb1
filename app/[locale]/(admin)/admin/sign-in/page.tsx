import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { StaffSignInScreen } from '@/components/admin/sign-in-screen'
import { MoneyFrame } from '@/components/shell/money-frame'
import { requireLocale } from '@/lib/i18n/require-locale'
import { SIGN_IN_PROBLEMS } from '@/lib/identity/problems'
import { pendingStaff } from '@/lib/merchants/auth'
import { adminPaths } from '@/lib/merchants/paths'
import { getStaff } from '@/lib/merchants/staff'

const problemSchema = z.enum(SIGN_IN_PROBLEMS).nullable().catch(null)

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('admin.signIn')
  return { title: t('title'), robots: { index: false } }
}

export default async function StaffSignInPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/sign-in'>) {
  const locale = requireLocale((await params).locale)
  if (await getStaff()) redirect(adminPaths.home(locale) as Route)
  const pending = await pendingStaff.get()
  const problem = problemSchema.parse((await searchParams).problem)
  return (
    <MoneyFrame>
      <StaffSignInScreen locale={locale} problem={problem} sentTo={pending?.email ?? null} />
    </MoneyFrame>
  )
}
