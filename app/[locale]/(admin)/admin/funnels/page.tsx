import type { Metadata } from 'next'
import { FunnelsScreen } from '@/components/admin/funnels/funnels-screen'
import { listNoticeSchema } from '@/lib/funnels/notices'
import { listFunnels } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function FunnelsPage({ params, searchParams }: PageProps<'/[locale]/admin/funnels'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const notice = listNoticeSchema.parse((await searchParams).notice)
  return <FunnelsScreen staff={staff} funnels={await listFunnels()} notice={notice} />
}
