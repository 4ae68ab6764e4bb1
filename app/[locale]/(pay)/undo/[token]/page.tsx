import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { getTranslations } from 'next-intl/server'
import { UndoScreen } from '@/components/orders/undo-screen'
import { localeSchema } from '@/lib/i18n/locale'
import { getUndo } from '@/lib/refunds/queries'

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations('orders.undo')
  return { title: t('pageTitle'), robots: { index: false } }
}

export default async function UndoPage({ params }: PageProps<'/[locale]/undo/[token]'>) {
  const { token, locale } = await params
  const language = localeSchema.parse(locale)
  const undo = await getUndo(token, language)
  if (!undo) notFound()
  return <UndoScreen undo={undo} token={token} locale={language} />
}
