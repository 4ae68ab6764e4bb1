import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 300
const MAX_SIGNATURE_BYTES = 2_048
const MAX_SIGNATURES = 10

export type WebhookHeaders = { id: string | null; timestamp: string | null; signature: string | null }

export type Verification = { ok: true; id: string } | { ok: false; status: 400 | 401 }

/** The bytes of a `whsec_` key. */
export const decodeKey = (key: string): Buffer => Buffer.from(key.replace(/^whsec_/, ''), 'base64')

/**
 * Verifies a Standard Webhooks signature over the raw bytes (trust: 4.2). 400: the headers cannot be the
 * sender's; 401: wrong signature or a timestamp more than five minutes off. All signatures are compared with
 * all keys, in constant time.
 */
export function verifySignature(
  headers: WebhookHeaders,
  body: Buffer,
  keys: readonly Buffer[],
  now: Date,
): Verification {
  const { id, timestamp, signature } = headers
  if (!id || !timestamp || !signature) return { ok: false, status: 400 }
  if (!/^[\w-]{1,128}$/.test(id) || !/^\d{10}$/.test(timestamp)) return { ok: false, status: 400 }
  const parts = signature.split(' ')
  if (signature.length > MAX_SIGNATURE_BYTES || parts.length > MAX_SIGNATURES)
    return { ok: false, status: 400 }
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return { ok: false, status: 401 }

  const given = parts.flatMap((part) => {
    const mac = part.startsWith('v1,') ? Buffer.from(part.slice(3), 'base64') : Buffer.alloc(0)
    return mac.length === 32 ? [mac] : []
  })
  let matches = 0
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
    for (const mac of given) matches += timingSafeEqual(mac, expected) ? 1 : 0
  }
  return matches > 0 ? { ok: true, id } : { ok: false, status: 401 }
}
