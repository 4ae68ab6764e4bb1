import { isSealed } from '@/lib/charges/tag'
import { readAdjustments, writeAdjustments } from '@/lib/editor/adjustments'
import { readPicture } from '@/lib/editor/read-picture'

/** A picture as the editor has set it: a marked preview for everybody, the file for whoever has exported it. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/pictures/[picture]'>,
): Promise<Response> {
  const query = Object.fromEntries(new URL(request.url).searchParams)
  const adjustments = readAdjustments({ ...query, picture: (await params).picture })
  const { export: proof } = query
  const exported = proof !== undefined && isSealed(`export.${writeAdjustments(adjustments)}`, proof)
  return new Response(await readPicture(adjustments, !exported), {
    headers: {
      'content-type': 'image/svg+xml',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': exported ? 'private, no-store' : 'public, max-age=3600',
      ...(exported && { 'content-disposition': `attachment; filename="lumen-${adjustments.picture}.svg"` }),
    },
  })
}
