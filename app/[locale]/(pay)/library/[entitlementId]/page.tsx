import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { LibraryScreen } from '@/components/library/library-screen'
import { getOwnedContent } from '@/lib/entitlements/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { paths } from '@/lib/paths'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders.library')
  return { title: t('from'), robots: { index: false } }
}

export default async function LibraryPage({ params }: PageProps<'/[locale]/library/[entitlementId]'>) {
  const { entitlementId, locale } = await params
  const language = requireLocale(locale)
  const content = await getOwnedContent(entitlementId, language)
  if (!content) notFound()
  return (
    <LibraryScreen
      product={content}
      sections={content.sections}
      orderHref={paths.order(language, content.orderId)}
    />
  )
}
