import type { DeliveryAttempt, DeliveryRow, EndpointRow } from '../state/rows'
import { signedHeaders } from './sign'

const RESPONSE_CHARS_KEPT = 2_000

/**
 * Posts one event once and tells what came of it. Redirects are not followed: they are failures, as every
 * answer outside 200 to 299. `at` is the emulator's time; the signature carries the machine's, because
 * receivers check it against their own clock, which nobody advanced.
 */
export async function sendOnce(
  delivery: DeliveryRow,
  endpoint: EndpointRow,
  body: string,
  { at, signal }: { at: Date; signal: AbortSignal },
): Promise<DeliveryAttempt> {
  const former = endpoint.former_secret
  const secrets = [
    endpoint.secret,
    ...(former && Date.parse(former.until) > at.getTime() ? [former.secret] : []),
  ]
  const headers = {
    ...endpoint.headers,
    'content-type': 'application/json',
    ...signedHeaders(secrets, delivery.id, new Date(), body),
  }
  const started = performance.now()
  const told = (status: number | null, error: string | null, response: string | null): DeliveryAttempt => ({
    at: at.toISOString(),
    status,
    error,
    exchange: { url: endpoint.url, headers, body, response, ms: Math.round(performance.now() - started) },
  })
  try {
    const response = await fetch(endpoint.url, { method: 'POST', redirect: 'manual', headers, body, signal })
    return told(response.status, null, await beginningOf(response))
  } catch (error) {
    return told(null, reasonOf(error), null)
  }
}

export function isSuccess({ status }: DeliveryAttempt): boolean {
  return status !== null && status >= 200 && status < 300
}

async function beginningOf(response: Response): Promise<string> {
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length >= RESPONSE_CHARS_KEPT) break
  }
  return text.slice(0, RESPONSE_CHARS_KEPT)
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error.name === 'TimeoutError') return 'no answer in time'
  return error.cause instanceof Error ? error.cause.message : error.message
}
