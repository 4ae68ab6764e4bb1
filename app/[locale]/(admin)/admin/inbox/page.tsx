import type { Metadata } from 'next'
import { InboxScreen } from '@/components/admin/inbox-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { INBOX_TABLE, listInbox } from '@/lib/insight/inbox'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('inbox')

export default async function InboxPage({ params, searchParams }: PageProps<'/[locale]/admin/inbox'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const query = readTableQuery(INBOX_TABLE, await searchParams)
  return <InboxScreen staff={staff} query={query} page={await listInbox(query)} />
}
