import { z } from 'zod'
import { presentBump } from '@/lib/bumps/present-bump'
import { localeSchema } from '@/lib/i18n/locale'
import { getViewer } from '@/lib/identity/viewer'

const headers = { 'cache-control': 'private, no-store' }
const query = z.object({ product: z.string().regex(/^[a-z0-9-]{1,64}$/), locale: localeSchema })

/** What stands beside the buy button of a product for whoever asks. */
export async function GET(request: Request): Promise<Response> {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams))
  const bump = asked.success
    ? await presentBump(await getViewer(), asked.data.product, asked.data.locale)
    : null
  return Response.json({ bump }, { headers })
}
