import { expect, test } from 'vitest'
import { newId } from './ids'

test('an id is 22 characters for an address, and never begins like a formula', () => {
  for (let n = 0; n < 5_000; n++) expect(newId()).toMatch(/^\w[\w-]{21}$/)
})
