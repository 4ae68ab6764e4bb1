import { expect, it } from 'vitest'
import { ownedWithParts } from './owned-with-parts'

const products = [
  { id: 'course' },
  { id: 'book' },
  { id: 'both', parts: ['course', 'book'] },
  { id: 'more', parts: ['course', null] },
  { id: 'plain', parts: [] },
]

it.each<[string, string[], string[]]>([
  ['nothing', [], []],
  ['one part', ['course'], ['course']],
  ['a bundle is its parts', ['both'], ['book', 'both', 'course']],
  ['all parts are the bundle', ['book', 'course'], ['book', 'both', 'course']],
  [
    'what is sold in no other way makes it something else',
    ['more', 'book'],
    ['book', 'both', 'course', 'more'],
  ],
])('%s', (_, owned, expected) => {
  expect([...ownedWithParts(owned, products)].sort()).toEqual(expected)
})
