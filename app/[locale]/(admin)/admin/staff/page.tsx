import type { Metadata } from 'next'
import { z } from 'zod'
import { STAFF_NOTICES, StaffScreen } from '@/components/admin/staff-screen'
import { requireLocale } from '@/lib/i18n/require-locale'
import { listStaff } from '@/lib/merchants/change-staff'
import { adminTitle } from '@/lib/merchants/page-title'
import { requireStaff } from '@/lib/merchants/staff'

const noticeSchema = z.enum(STAFF_NOTICES).nullable().catch(null)

export const generateMetadata = (): Promise<Metadata> => adminTitle('staff')

export default async function StaffPage({ params, searchParams }: PageProps<'/[locale]/admin/staff'>) {
  const staff = await requireStaff('owner')
  requireLocale((await params).locale)
  const notice = noticeSchema.parse((await searchParams).notice)
  return <StaffScreen staff={staff} people={await listStaff()} notice={notice} />
}
