import type { Metadata } from 'next'
import { AuditScreen } from '@/components/admin/audit-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { AUDIT_TABLE, listAudit } from '@/lib/insight/audit-log'
import { readTableQuery } from '@/lib/insight/table-query'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

export const generateMetadata = (): Promise<Metadata> => adminTitle('audit')

export default async function AuditPage({ params, searchParams }: PageProps<'/[locale]/admin/audit'>) {
  const staff = await requireStaff()
  requireLocale((await params).locale)
  const query = readTableQuery(AUDIT_TABLE, await searchParams)
  return <AuditScreen staff={staff} query={query} page={await listAudit(query)} />
}
