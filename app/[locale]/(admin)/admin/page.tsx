import type { Metadata } from 'next'
import { OverviewScreen } from '@/components/admin/overview-screen'
import { getVersion } from '@/lib/funnels/queries'
import { readAlarms } from '@/lib/health/alarms'
import { requireLocale } from '@/lib/i18n/require-locale'
import { readFlow, readOverview } from '@/lib/insight/overview'
import { readPeriod } from '@/lib/insight/period'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('home')

export default async function OverviewPage({ params, searchParams }: PageProps<'/[locale]/admin'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const { days, currency } = await searchParams
  const period = readPeriod(days, new Date())
  const [overview, alarms] = await Promise.all([
    readOverview(period, typeof currency === 'string' ? currency : undefined),
    readAlarms(),
  ])
  const busiest = overview.offers
    .filter(({ placement }) => placement === 'post_purchase')
    .toSorted((a, b) => b.shown - a.shown)[0]
  const version = busiest && (await getVersion(busiest.versionId))
  const flow =
    busiest && version?.definition
      ? { funnel: busiest.funnel, definition: version.definition, counts: await readFlow(version.id) }
      : null
  return <OverviewScreen staff={staff} period={period} overview={overview} alarms={alarms} flow={flow} />
}
