import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { ButtonLink } from '@/components/ui/button-link'
import { StateScreen } from '@/components/ui/state-screen'
import { requireLocale } from '@/lib/i18n/require-locale'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('account.erase')
  return { title: t('pageTitle'), robots: { index: false } }
}

/** The end of an account. It tells nothing of anybody, so anyone may open it. */
export default async function ErasedPage({ params }: PageProps<'/[locale]/account/erased'>) {
  const locale = requireLocale((await params).locale)
  const t = await getTranslations('account')
  return (
    <StateScreen
      icon="check"
      tone="success"
      title={t('erase.done.title')}
      body={<p>{t('erase.done.body')}</p>}
      actions={<ButtonLink href={`/${locale}`}>{t('orders.toShop')}</ButtonLink>}
    />
  )
}
