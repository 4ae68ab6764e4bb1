import type { NextRequest } from 'next/server'
import { notFoundAnswer } from '@/lib/insight/export-answer'
import { exportTable } from '@/lib/insight/export-table'
import { getStaff } from '@/lib/merchants/staff'

/** One of the merchant's tables as CSV, with the filters and the order of its page; for everybody else it is not there. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/api/admin/export/[table]'>,
): Promise<Response> {
  const { table } = await params
  const staff = await getStaff()
  const csv = staff && exportTable(table, Object.fromEntries(request.nextUrl.searchParams), staff.email)
  if (!csv) return notFoundAnswer()
  return new Response(csv, {
    headers: {
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': `attachment; filename="${table}.csv"`,
      'Cache-Control': 'private, no-store',
    },
  })
}
