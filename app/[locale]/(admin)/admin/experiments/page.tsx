import type { Metadata } from 'next'
import { z } from 'zod'
import { EXPERIMENTS_NOTICES, ExperimentsScreen } from '@/components/admin/experiments-screen'
import { listExperiments } from '@/lib/experiments/experiments'
import { listFunnels } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

const noticeSchema = z.enum(EXPERIMENTS_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('experiments')

export default async function ExperimentsPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/experiments'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const [experiments, funnels] = await Promise.all([listExperiments(), listFunnels()])
  const notice = noticeSchema.parse((await searchParams).notice)
  return <ExperimentsScreen staff={staff} experiments={experiments} funnels={funnels} notice={notice} />
}
