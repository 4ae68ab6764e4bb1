import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { z } from 'zod'
import { EXPERIMENT_NOTICES, ExperimentScreen } from '@/components/admin/experiment-screen'
import { readExperiment } from '@/lib/experiments/experiments'
import { listFunnels } from '@/lib/funnels/queries'
import { requireLocale } from '@/lib/i18n/require-locale'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

const noticeSchema = z.enum(EXPERIMENT_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('experiments')

export default async function ExperimentPage({
  params,
  searchParams,
}: PageProps<'/[locale]/admin/experiments/[experimentId]'>) {
  const staff = await requireStaff()
  const { experimentId, locale } = await params
  requireLocale(locale)
  const [read, funnels] = await Promise.all([readExperiment(experimentId), listFunnels()])
  if (!read) notFound()
  const names = new Map(funnels.map(({ id, key }) => [id, key]))
  const notice = noticeSchema.parse((await searchParams).notice)
  return <ExperimentScreen staff={staff} read={read} names={names} notice={notice} />
}
