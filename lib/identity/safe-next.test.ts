import { expect, test } from 'vitest'
import { nextSchema } from './safe-next'

test.each(['/en', '/ja/account', '/en/products/light-notebook', '/en/orders/AAAAAAAAAAAAAAAAAAAAAA'])(
  'leads on to %s',
  (path) => expect(nextSchema.parse(path)).toBe(path),
)

const hosts = ['evil.example', 'evil.example/en', '//evil.example', 'user@evil.example', 'en.evil.example']
const prefixes = [
  '//',
  '/\\',
  '\\\\',
  'https://',
  'https:',
  '/en//',
  '/%2f',
  '/%5c',
  '/\t/',
  '/en\\',
  '/en@',
  '/.',
  'javascript:',
  'data:text/html,',
  '\u3002',
  '/en/../',
  '/en?next=',
  '/en#',
  ' //',
  '/en\n//',
]
const attempts = [
  ...prefixes.flatMap((prefix) => hosts.map((host) => prefix + host)),
  'http://shop.test@evil.example/en',
  'http://shop.test.evil.example/en',
  '/english',
  '/en/admin',
  '/api/locale?to=en',
  '',
]

test.each(attempts)('never leads to %j', (path) => {
  expect(nextSchema.parse(path)).toBeUndefined()
})
