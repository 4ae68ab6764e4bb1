import { createHash, timingSafeEqual } from 'node:crypto'
import type { Context, MiddlewareHandler } from 'hono'
import type { Emulator } from '../emulator'
import { ApiError } from './api-error'
import type { ServerEnv } from './weather-middleware'

const READABLE = ['/payments', '/subscriptions', '/customers', '/products']

/** Lets a call pass that carries a known key; the read-only key reads its four resources and writes nothing. */
export function requireKey(emulator: Emulator): MiddlewareHandler<ServerEnv> {
  const isFull = matcher(emulator.apiKey)
  const isReadOnly = emulator.readOnlyApiKey === null ? () => false : matcher(emulator.readOnlyApiKey)
  return async (c, next) => {
    const sent = c.req.header('authorization') ?? ''
    if (isReadOnly(sent)) refuseBeyondReading(c)
    else if (!isFull(sent)) throw new ApiError(401, 'UNAUTHORIZED', 'The API key is missing or unknown')
    await next()
  }
}

/** Whether a call carries a key at all; without one other limits hold. */
export function carriesKey(c: Context): boolean {
  return (c.req.header('authorization') ?? '').startsWith('Bearer ')
}

function refuseBeyondReading(c: Context): void {
  const reads = READABLE.some((path) => c.req.path === path || c.req.path.startsWith(`${path}/`))
  if (c.req.method !== 'GET' || !reads) {
    throw new ApiError(
      403,
      'FORBIDDEN',
      'This API key may only read payments, subscriptions, customers and products',
    )
  }
}

function matcher(key: string): (header: string) => boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  const wanted = digest(`Bearer ${key}`)
  return (header) => timingSafeEqual(digest(header), wanted)
}
