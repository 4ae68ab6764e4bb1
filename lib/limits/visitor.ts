import 'server-only'
import { seal } from '@/lib/charges/tag'

/**
 * A key for the network a request came from, with the address itself sealed. It is the last address of
 * X-Forwarded-For: the one the nearest proxy wrote, or the server itself where there is none. Earlier ones are the
 * visitor's own claim.
 */
export function visitorKey(headers: Headers): string {
  const address = headers.get('x-forwarded-for')?.split(',').at(-1)?.trim() || 'unknown'
  return seal(`visitor.${toNetwork(address)}`).slice(0, 22)
}

/** An address, or the /64 of an IPv6 one: that is what one customer of a network has whole. */
export function toNetwork(ip: string): string {
  const address = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!address.includes(':')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - left.length - right.length)
  const groups = [...left, ...Array<string>(zeros).fill('0'), ...right].slice(0, 4)
  return `${groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')}::/64`
}
