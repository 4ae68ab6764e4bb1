import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { TooManyScreen } from '@/components/checkout/too-many-screen'
import { localeSchema } from '@/lib/i18n/locale'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders.tooMany')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function LaterPage({ params }: PageProps<'/[locale]/checkout/later'>) {
  return <TooManyScreen locale={localeSchema.parse((await params).locale)} />
}
