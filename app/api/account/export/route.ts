import { exportData } from '@/lib/account/export-data'

/** Everything the shop knows about whoever is signed in, as a file. */
export async function GET(): Promise<Response> {
  const data = await exportData()
  if (!data)
    return new Response('Not found', { status: 404, headers: { 'cache-control': 'private, no-store' } })
  return new Response(JSON.stringify(data, null, 2), {
    headers: {
      'content-type': 'application/json; charset=utf-8',
      'content-disposition': 'attachment; filename="upnext-data.json"',
      'cache-control': 'private, no-store',
    },
  })
}
