import type { Metadata } from 'next'
import { PreviewScreen } from '@/components/admin/funnels/preview-screen'
import { previewOffer } from '@/lib/funnels/preview-offer'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function PreviewPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]/preview'>) {
  await requireStaff()
  const { funnelId, locale } = await params
  const language = requireLocale(locale)
  const preview = await previewOffer(decodeURIComponent(funnelId), await searchParams, language)
  return <PreviewScreen preview={preview} locale={language} />
}
