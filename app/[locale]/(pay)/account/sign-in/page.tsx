import type { Metadata, Route } from 'next'
import { redirect } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { z } from 'zod'
import { SignInScreen } from '@/components/account/sign-in-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { getPendingSignIn } from '@/lib/identity/pending'
import { SIGN_IN_PROBLEMS } from '@/lib/identity/problems'
import { nextSchema } from '@/lib/identity/safe-next'
import { getViewer, isRecent } from '@/lib/identity/viewer'
import { paths } from '@/lib/paths'

const problemSchema = z.enum(SIGN_IN_PROBLEMS).nullable().catch(null)

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.signIn')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function SignInPage({ params, searchParams }: PageProps<'/[locale]/account/sign-in'>) {
  const locale = requireLocale((await params).locale)
  const asked = await searchParams
  const next = nextSchema.parse(asked.next)
  const { user } = await getViewer()
  if (user && isRecent(user)) redirect((next ?? paths.account(locale)) as Route)
  const pending = await getPendingSignIn()
  return (
    <SignInScreen
      locale={locale}
      next={next}
      problem={problemSchema.parse(asked.problem)}
      sentTo={pending?.email ?? null}
      again={user && { email: user.email }}
      signedOut={asked.notice === 'signed_out'}
    />
  )
}
