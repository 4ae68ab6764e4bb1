import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { OfferEditorScreen } from '@/components/admin/funnels/offer-editor-screen'
import { getEditor, readVersionNumber } from '@/lib/funnels/get-editor'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function OfferEditorPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]/offers/[step]'>) {
  const staff = await requireStaff()
  const { funnelId, step: asked, locale } = await params
  const editor = await getEditor(decodeURIComponent(funnelId), {
    number: readVersionNumber((await searchParams).version),
    role: staff.role,
    locale: requireLocale(locale),
  })
  const step = editor?.version.definition.steps.find(({ key }) => key === decodeURIComponent(asked))
  if (!editor || !step) notFound()
  return <OfferEditorScreen staff={staff} editor={editor} step={step} />
}
