import { expect, test } from 'vitest'
import { normalizeEmail } from './email'

test.each([
  ['ada@example.com', 'ada@example.com'],
  ['  Ada@Example.COM ', 'ada@example.com'],
  ['a.da+shop@mail.example.co.uk', 'a.da+shop@mail.example.co.uk'],
  ['ada@xn--bcher-kva.example', 'ada@xn--bcher-kva.example'],
])('%j is %j', (input, expected) => {
  expect(normalizeEmail(input)).toBe(expected)
})

test.each([
  '',
  'ada',
  'ada@',
  '@example.com',
  'ada@localhost',
  'ada@@example.com',
  'ada@example.com,eve@example.com',
  'ada@example.com;eve@example.com',
  'ada@example.com eve@example.com',
  '"ada"@example.com',
  '<ada@example.com>',
  'ada@[127.0.0.1]',
  'ada@example.com\r\nBcc: eve@example.com',
  'ada@example.com\0',
  'ada\u200b@example.com',
  // The Kelvin sign folds into a plain k.
  '\u212aate@example.com',
  '\u0430da@example.com',
  'ada@b\u00fccher.example',
  `${'a'.repeat(65)}@example.com`,
  `ada@${'a'.repeat(260)}.com`,
])('%j is no address', (input) => {
  expect(normalizeEmail(input)).toBeNull()
})
