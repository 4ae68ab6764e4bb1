import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { FunnelScreen } from '@/components/admin/funnels/funnel-screen'
import { getEditor, readVersionNumber } from '@/lib/funnels/get-editor'
import { funnelNoticeSchema } from '@/lib/funnels/notices'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function FunnelPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]'>) {
  const staff = await requireStaff()
  const { funnelId, locale } = await params
  const { version, notice } = await searchParams
  const editor = await getEditor(decodeURIComponent(funnelId), {
    number: readVersionNumber(version),
    role: staff.role,
    locale: requireLocale(locale),
  })
  if (!editor) notFound()
  return <FunnelScreen staff={staff} editor={editor} notice={funnelNoticeSchema.parse(notice)} />
}
