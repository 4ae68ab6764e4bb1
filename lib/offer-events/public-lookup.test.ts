import type { LookupAddress } from 'node:dns'
import { expect, test, vi } from 'vitest'
import { isPublicAddress, publicLookup } from './public-lookup'

const dns = vi.hoisted(() => ({ addresses: [] as LookupAddress[] }))
vi.mock('node:dns', () => ({
  lookup: (_name: string, _options: object, done: (error: null, found: LookupAddress[]) => void) =>
    done(null, dns.addresses),
}))

test.each([
  '127.0.0.1',
  '10.1.2.3',
  '172.31.255.255',
  '192.168.0.1',
  '169.254.169.254',
  '100.64.0.1',
  '0.0.0.0',
  '224.0.0.1',
  '255.255.255.255',
])('%s is not public', (address) => expect(isPublicAddress(address, 4)).toBe(false))

test.each([
  '::1',
  '::',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  'fc00::1',
  'fd12:3456::1',
  'fe80::1',
  'ff02::1',
  '2002:7f00:1::',
])('%s is not public', (address) => expect(isPublicAddress(address, 6)).toBe(false))

test.each([
  ['8.8.8.8', 4],
  ['172.32.0.1', 4],
  ['2606:4700::1111', 6],
] as const)('%s is public', (address, family) => expect(isPublicAddress(address, family)).toBe(true))

function find(addresses: LookupAddress[], all: boolean): Promise<unknown> {
  dns.addresses = addresses
  return new Promise((resolve) =>
    publicLookup('hooks.example.com', { all }, (error, ...found) => resolve(error ? error.message : found)),
  )
}

test('a name is only ever connected to at its public addresses', async () => {
  const [inside, outside] = [
    { address: '127.0.0.1', family: 4 },
    { address: '8.8.8.8', family: 4 },
  ]
  expect(await find([inside, outside], true)).toEqual([[outside]])
  expect(await find([inside, outside], false)).toEqual(['8.8.8.8', 4])
  expect(await find([inside], true)).toBe('hooks.example.com has no public address')
})
