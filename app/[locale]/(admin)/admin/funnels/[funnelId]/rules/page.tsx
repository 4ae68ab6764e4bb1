import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { RulesScreen } from '@/components/admin/funnels/rules-screen'
import { getEditor, readVersionNumber } from '@/lib/funnels/get-editor'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function RulesPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]/rules'>) {
  const staff = await requireStaff()
  const { funnelId, locale } = await params
  const editor = await getEditor(decodeURIComponent(funnelId), {
    number: readVersionNumber((await searchParams).version),
    role: staff.role,
    locale: requireLocale(locale),
  })
  if (!editor) notFound()
  return <RulesScreen staff={staff} editor={editor} />
}
