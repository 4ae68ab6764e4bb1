import { MAX_BODY_BYTES, receiveWebhook } from '@/lib/webhooks/receive-webhook'

/** Raw body in, status out. 503 is the only answer that asks the sender to come again. */
export async function POST(request: Request): Promise<Response> {
  if (Number(request.headers.get('content-length') ?? 0) > MAX_BODY_BYTES) return answer(413, 'too large')
  const body = Buffer.from(await request.arrayBuffer())
  const { status, result } = await receiveWebhook(
    {
      id: request.headers.get('webhook-id'),
      timestamp: request.headers.get('webhook-timestamp'),
      signature: request.headers.get('webhook-signature'),
    },
    body,
  )
  return answer(status, result)
}

function answer(status: number, result: string): Response {
  return Response.json({ result }, { status, headers: status === 503 ? { 'retry-after': '30' } : {} })
}
