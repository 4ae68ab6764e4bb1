import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { ReplayScreen } from '@/components/admin/funnels/replay-screen'
import { getEditor, readVersionNumber } from '@/lib/funnels/get-editor'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { replay } from '@/lib/replay/replay'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

/** With scripts the replay runs by itself and says how far it is; without them this page answers once it is done. */
export default async function ReplayPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/funnels/[funnelId]/replay'>) {
  const staff = await requireStaff()
  const { funnelId, locale } = await params
  const { version, run } = await searchParams
  const editor = await getEditor(decodeURIComponent(funnelId), {
    number: readVersionNumber(version),
    role: staff.role,
    locale: requireLocale(locale),
  })
  if (editor?.funnel.placement !== 'post_purchase') notFound()
  const result = run === 'now' ? await replay(editor.version.id) : null
  return <ReplayScreen staff={staff} editor={editor} result={result} />
}
