import type { NextRequest } from 'next/server'
import { getVersion } from '@/lib/funnels/queries'
import { notFoundAnswer } from '@/lib/insight/export-answer'
import { getStaff } from '@/lib/merchants/staff'
import { streamReplay } from '@/lib/replay/stream-replay'

/** A replay of one version with its progress, as lines of JSON; for everybody but the staff it is not there. */
export async function GET(
  request: NextRequest,
  { params }: RouteContext<'/api/admin/replay/[versionId]'>,
): Promise<Response> {
  const { versionId } = await params
  if (!(await getStaff()) || !(await getVersion(versionId))) return notFoundAnswer()
  return new Response(streamReplay(versionId, request.signal), {
    headers: { 'Content-Type': 'application/x-ndjson; charset=utf-8', 'Cache-Control': 'private, no-store' },
  })
}
