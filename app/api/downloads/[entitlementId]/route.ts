import { toDownloadFile } from '@/lib/entitlements/download-file'
import { getOwnedContent } from '@/lib/entitlements/queries'
import { localeSchema } from '@/lib/i18n/locale'

/** The file of a paid download, for its buyer alone. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/downloads/[entitlementId]'>,
): Promise<Response> {
  const locale = localeSchema.catch('en').parse(new URL(request.url).searchParams.get('locale'))
  const content = await getOwnedContent((await params).entitlementId, locale)
  if (!content?.fileName) return new Response('Not found', { status: 404 })
  return new Response(toDownloadFile(content, locale), {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-disposition': `attachment; filename="${content.fileName}"`,
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'cache-control': 'private, no-store',
    },
  })
}
