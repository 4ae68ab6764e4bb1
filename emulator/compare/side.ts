/** One of the two servers that are asked the same. */
export interface Side {
  name: string
  url: string
  key: string
}

export interface Answer {
  status: number
  type: string
  json: unknown
}

const TEST_MODE_URL = 'https://test.dodopayments.com'
const TIMEOUT_MS = 30_000

/**
 * The real test mode, or, through `override`, an emulator on this machine. Throws for every other address and for a
 * key that calls itself a live one. The provider's keys belong to one mode each, so its test host refuses a live key
 * whatever it is called; nothing is ever sent to the live host.
 */
export function realSide(key: string | undefined, override: string | undefined): Side {
  if (!key) throw new Error('DODO_PAYMENTS_API_KEY is missing: give a key of the test mode')
  if (/live/i.test(key)) throw new Error('DODO_PAYMENTS_API_KEY is a live key; only test mode is compared')
  const url = override ?? TEST_MODE_URL
  if (url !== TEST_MODE_URL && !isLoopback(url)) {
    throw new Error(`${url} is refused: only ${TEST_MODE_URL} or an emulator on this machine is compared`)
  }
  return { name: override ? 'other' : 'test mode', url: url.replace(/\/$/, ''), key }
}

function isLoopback(url: string): boolean {
  return URL.canParse(url) && ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(url).hostname)
}

/** Makes one call. Redirects are refused, so that a key never travels on. */
export async function call(side: Side, method: string, path: string, body: unknown): Promise<Answer> {
  const response = await fetch(side.url + path, {
    method,
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
    headers: {
      authorization: `Bearer ${side.key}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  const type = response.headers.get('content-type')?.split(';')[0] ?? ''
  return { status: response.status, type, json: type === 'application/json' ? JSON.parse(text) : null }
}
