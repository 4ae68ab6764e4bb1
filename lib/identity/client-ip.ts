import 'server-only'
import { headers } from 'next/headers'

/**
 * The network a request comes from: the address our own proxy (or Next itself) wrote last, an IPv6 one cut to its /64,
 * which one customer of a provider has whole.
 */
export async function getClientNetwork(): Promise<string> {
  const ip = (await headers()).get('x-forwarded-for')?.split(',').at(-1)?.trim() ?? 'unknown'
  return toNetwork(ip)
}

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
