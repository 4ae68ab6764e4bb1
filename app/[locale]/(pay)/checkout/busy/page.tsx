import type { Metadata } from 'next'
import { getTranslations } from 'next-intl/server'
import { BusyScreen } from '@/components/checkout/busy-screen'
import { localeSchema } from '@/lib/i18n/locale'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders.busy')
  return { title: t('pageTitle'), robots: { index: false } }
}

/** Reads nothing from the database: it is shown when there is no getting at it. */
export default async function BusyPage({ params }: PageProps<'/[locale]/checkout/busy'>) {
  return <BusyScreen locale={localeSchema.parse((await params).locale)} />
}
