import { expect, test } from 'vitest'
import { preferredLocale } from '@/lib/i18n/preferred-locale'

test.each([
  ['ja', 'en-GB,en;q=0.9', 'ja'],
  [undefined, 'ja-JP,ja;q=0.9,en;q=0.8', 'ja'],
  [undefined, 'de-DE,de;q=0.9,ja;q=0.5,en;q=0.4', 'ja'],
  [undefined, 'en;q=0.4, ja;q=0.5', 'ja'],
  [undefined, 'ja;q=0, en', 'en'],
  [undefined, 'fr', 'en'],
  ['xx', null, 'en'],
])('a visitor who chose %s and whose browser asks for %s reads %s', (chosen, header, expected) => {
  expect(preferredLocale(chosen, header)).toBe(expected)
})
