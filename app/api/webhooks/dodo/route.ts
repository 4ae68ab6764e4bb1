import { visitorKey } from '@/lib/limits/visitor'
import { readBody } from '@/lib/webhooks/read-body'
import { MAX_BODY_BYTES, receiveWebhook } from '@/lib/webhooks/receive-webhook'

const BODY_WITHIN_MS = 5_000

/** Raw body in, status out. 503 is the only answer that asks the sender to come again; 200 says all by itself. */
export async function POST(request: Request): Promise<Response> {
  const { headers } = request
  if (Number(headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return answer(413, 'too large')
  if (!/^application\/json\s*(;|$)/i.test(headers.get('content-type') ?? '')) return answer(415, 'not JSON')
  const body = await readBody(request, { maxBytes: MAX_BODY_BYTES, withinMs: BODY_WITHIN_MS })
  if (typeof body === 'string') return answer(body === 'too large' ? 413 : 408, body)
  const { status, result } = await receiveWebhook(
    {
      id: headers.get('webhook-id'),
      timestamp: headers.get('webhook-timestamp'),
      signature: headers.get('webhook-signature'),
    },
    body,
    () => visitorKey(headers),
  )
  // A body would be streamed, which costs as much as the rest of the answer.
  return status === 200 ? new Response(null, { status }) : answer(status, result)
}

function answer(status: number, result: string): Response {
  const wait = status === 503 ? '30' : status === 429 ? '60' : null
  return Response.json({ result }, { status, headers: wait ? { 'retry-after': wait } : {} })
}
