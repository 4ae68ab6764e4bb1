import 'server-only'
import {
  APIConnectionError,
  APIError,
  AuthenticationError,
  NotFoundError,
  PermissionDeniedError,
  RateLimitError,
} from 'dodopayments'

export type ProviderErrorKind =
  /** The provider refused: nothing was done. */
  | 'invalid'
  | 'not_found'
  /** Our key is wrong or may not do this: nothing was done, an operator must look. */
  | 'unauthorized'
  | 'rate_limited'
  /** The connection never came about: nothing was done. */
  | 'not_sent'
  /** Anything else: it may or may not have been done. */
  | 'ambiguous'

export type ProviderError = { kind: ProviderErrorKind; code: string | null; status: number | null }

const NEVER_CONNECTED = new Set(['ENOTFOUND', 'EAI_AGAIN', 'ECONNREFUSED'])

function causeCode(error: unknown): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    if ('code' in at && typeof at.code === 'string') return at.code
  }
  return null
}

function bodyCode(body: unknown): string | null {
  if (typeof body !== 'object' || body === null || !('code' in body)) return null
  return typeof body.code === 'string' ? body.code : null
}

/**
 * Says what a failed call means for the money. Only a definite refusal with the provider's own JSON,
 * or a connection that never came about, counts as "nothing was done" (trust: 3.5).
 */
export function toProviderError(error: unknown): ProviderError {
  if (error instanceof APIConnectionError) {
    const code = causeCode(error)
    return { kind: code && NEVER_CONNECTED.has(code) ? 'not_sent' : 'ambiguous', code, status: null }
  }
  if (!(error instanceof APIError)) return { kind: 'ambiguous', code: null, status: null }
  const status = typeof error.status === 'number' ? error.status : null
  const code = bodyCode(error.error)
  const kind = ((): ProviderErrorKind => {
    if (error instanceof RateLimitError) return 'rate_limited'
    if (code === null) return 'ambiguous'
    if (error instanceof AuthenticationError || error instanceof PermissionDeniedError) return 'unauthorized'
    if (error instanceof NotFoundError) return 'not_found'
    return status === 400 || status === 410 || status === 422 ? 'invalid' : 'ambiguous'
  })()
  return { kind, code, status }
}

/** The code of a failure that surely did nothing, or null when nobody can know. */
export function definiteFailure({ kind, code }: ProviderError): string | null {
  switch (kind) {
    case 'invalid':
    case 'not_found':
      return code ?? 'REFUSED'
    case 'unauthorized':
    case 'not_sent':
      return 'NOT_SENT'
    case 'rate_limited':
    case 'ambiguous':
      return null
  }
}
