import 'server-only'
import { seal } from '@/lib/charges/tag'

/**
 * A key for the network address a request came from, with the address itself sealed. It is the last address of
 * X-Forwarded-For: the one the nearest proxy wrote, or the server itself where there is none. Earlier ones are the
 * visitor's own claim.
 */
export function visitorKey(headers: Headers): string {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
  return seal(`visitor.${address}`).slice(0, 22)
}
