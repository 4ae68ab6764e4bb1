import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { buyWithOneClick, newCustomer } = await import('@/lib/testing/shopper')
const { plant } = await import('@/lib/testing/plant')
const { OF_PLACES } = await import('./of-places')

const customer = await newCustomer()
const bought = await buyWithOneClick(customer)

const asBump = [
  `INSERT INTO offer (id, key, kind, placement, product_id) SELECT 'planted', 'planted', f.kind, 'order_bump', f.product_id
   FROM offer f JOIN impression i ON i.offer_id = f.id WHERE i.id = '${bought.impressionId}'`,
  `UPDATE impression SET offer_id = 'planted' WHERE id = '${bought.impressionId}'`,
]

const PLANTED: [string, string, string[]][] = [
  ['I24', 'a tick that was paid by itself', asBump],
  [
    'I24',
    'a tick without its line',
    [
      ...asBump,
      `DELETE FROM entitlement WHERE line_id = '${bought.lineId}'`,
      `DELETE FROM order_line WHERE id = '${bought.lineId}'`,
    ],
  ],
  [
    'I24',
    'a paid order whose box is not told of',
    [
      `INSERT INTO order_bump (order_id, offer_id, version_id, step_key, price_minor, currency)
       SELECT order_id, 'planted', version_id, step_key, 100, 'USD' FROM impression WHERE id = '${bought.impressionId}'`,
    ],
  ],
  [
    'I25',
    'a card that was charged for',
    [
      `UPDATE offer SET placement = 'account'
       WHERE id = (SELECT offer_id FROM impression WHERE id = '${bought.impressionId}')`,
    ],
  ],
]

test('holds in a shop where all went well', async () => {
  expect(await plant()).toEqual([])
})

test.each(PLANTED)('%s finds %s', async (id, _, statements) => {
  expect((await plant(...statements)).map((found) => found.class)).toContain(id)
})

test('every invariant of places is planted', () => {
  expect(new Set(PLANTED.map(([id]) => id))).toEqual(new Set(OF_PLACES.map(({ id }) => id)))
})
