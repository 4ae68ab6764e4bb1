import type { Metadata } from 'next'
import { z } from 'zod'
import { FUNNELS_NOTICES, FunnelsScreen } from '@/components/admin/funnels-screen'
import { listFunnels } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

const noticeSchema = z.enum(FUNNELS_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('funnels')

export default async function FunnelsPage({ params, searchParams }: PageProps<'/[locale]/admin/funnels'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const notice = noticeSchema.parse((await searchParams).notice)
  return <FunnelsScreen staff={staff} funnels={await listFunnels()} notice={notice} />
}
