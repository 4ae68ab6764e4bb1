import { createHmac, timingSafeEqual } from 'node:crypto'

const TOLERANCE_SECONDS = 300
const MAX_SIGNATURE_BYTES = 2_048
const MAX_SIGNATURES = 10
const SIGNATURE = /^v1,([A-Za-z0-9+/]{43}=)$/

export type WebhookHeaders = { id: string | null; timestamp: string | null; signature: string | null }

export type Verification = { ok: true; id: string } | { ok: false; status: 400 | 401 }

/** The bytes of a `whsec_` key. */
export const decodeKey = (key: string): Buffer => Buffer.from(key.replace(/^whsec_/, ''), 'base64')

/**
 * Verifies a Standard Webhooks signature over the raw bytes (trust: 4.2). 400: the headers cannot be the
 * sender's, for no signature in them has the form of one; 401: wrong signature or a timestamp more than five minutes
 * off. Signatures of other versions beside a right one are passed over. All are compared with all keys, in constant
 * time.
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
  const given = parts.flatMap((part) => decodeMac(part) ?? [])
  if (given.length === 0) return { ok: false, status: 400 }
  if (Math.abs(now.getTime() / 1_000 - Number(timestamp)) > TOLERANCE_SECONDS)
    return { ok: false, status: 401 }

  let matches = 0
  for (const key of keys) {
    const expected = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest()
    for (const mac of given) matches += timingSafeEqual(mac, expected) ? 1 : 0
  }
  return matches > 0 ? { ok: true, id } : { ok: false, status: 401 }
}

/** The 32 bytes of one signature; null unless it is written exactly as they are written. */
function decodeMac(part: string): Buffer | null {
  const text = SIGNATURE.exec(part)?.[1]
  const mac = text ? Buffer.from(text, 'base64') : null
  return mac?.toString('base64') === text ? mac : null
}
