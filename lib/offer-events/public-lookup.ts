import { type LookupOptions, lookup } from 'node:dns'
import { BlockList, type LookupFunction } from 'node:net'

// Two lists, because one for both takes every IPv4 address for its twin in IPv6.
const v4 = listOf('ipv4', [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 3],
])
// Everything but the global unicast addresses, and of those what only wraps an IPv4 address.
const v6 = listOf('ipv6', [
  ['::', 3],
  ['2001::', 32],
  ['2002::', 16],
  ['4000::', 2],
  ['8000::', 1],
])

function listOf(family: 'ipv4' | 'ipv6', subnets: [string, number][]): BlockList {
  const list = new BlockList()
  for (const [network, prefix] of subnets) list.addSubnet(network, prefix, family)
  return list
}

/** Whether an address is out on the internet, and not this machine, its network or its provider's own services. */
export const isPublicAddress = (address: string, family: number): boolean =>
  family === 6 ? !v6.check(address, 'ipv6') : !v4.check(address, 'ipv4')

/** Finds the addresses of a name for a connection; one that leads into our own network is as good as unknown. */
export const publicLookup: LookupFunction = (hostname, options: LookupOptions, callback) => {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, '')
    const found = addresses.filter(({ address, family }) => isPublicAddress(address, family))
    const [first] = found
    if (!first) {
      const refused = new Error(`${hostname} has no public address`)
      return callback(Object.assign(refused, { code: 'ENOTFOUND' }), '')
    }
    if (options.all) return callback(null, found)
    callback(null, first.address, first.family)
  })
}
