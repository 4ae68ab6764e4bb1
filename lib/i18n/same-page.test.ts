import { expect, test } from 'vitest'
import { samePageIn } from '@/lib/i18n/same-page'

test.each([
  ['https://lumen.example/en/products/light-notebook', '/ja/products/light-notebook'],
  ['https://lumen.example/en/orders/1?cancelled=1', '/ja/orders/1?cancelled=1'],
  ['https://lumen.example/en', '/ja'],
  ['https://lumen.example/english', '/ja'],
  ['https://evil.example//evil.example/en', '/ja'],
  ['not an address', '/ja'],
  [null, '/ja'],
])('from %s to %s', (referrer, expected) => {
  expect(samePageIn('ja', referrer)).toBe(expected)
})
