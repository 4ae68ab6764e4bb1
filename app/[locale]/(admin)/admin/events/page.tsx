import type { Metadata } from 'next'
import { z } from 'zod'
import { EventsScreen } from '@/components/admin/events-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'
import { listEndpoints, listUndelivered } from '@/lib/offer-events/endpoints'
import { EVENTS_TABLE, listEvents } from '@/lib/offer-events/list-events'
import { EVENT_NOTICES } from '@/lib/offer-events/notices'

const noticeSchema = z.enum(EVENT_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('events')

export default async function EventsPage({ params, searchParams }: PageProps<'/[locale]/admin/events'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const asked = await searchParams
  const query = readTableQuery(EVENTS_TABLE, asked)
  const [page, endpoints, undelivered] = await Promise.all([
    listEvents(query),
    listEndpoints(),
    listUndelivered(),
  ])
  return (
    <EventsScreen
      staff={staff}
      query={query}
      page={page}
      endpoints={endpoints}
      undelivered={undelivered}
      notice={noticeSchema.parse(asked.notice)}
    />
  )
}
