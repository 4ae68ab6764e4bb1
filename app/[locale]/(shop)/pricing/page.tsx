import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { PricingScreen } from '@/components/catalog/pricing-screen'
import { listPlans } from '@/lib/catalog/queries'
import { alternates } from '@/lib/i18n/alternates'

export const revalidate = 60
export const dynamicParams = false

export async function generateMetadata({ params }: PageProps<'/[locale]/pricing'>): Promise<Metadata> {
  const { locale } = await params
  const shell = await getTranslations('shell.nav')
  const t = await getTranslations('catalog.pricing')
  return { title: shell('pricing'), description: t('lead'), alternates: alternates(locale, '/pricing') }
}

export default async function PricingPage({ params }: PageProps<'/[locale]/pricing'>) {
  const { locale } = await params
  return <PricingScreen plans={await listPlans(locale)} />
}
