import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { buyWithOneClick, newCustomer } = await import('@/lib/testing/shopper')
const { lookForRefunds, newSwapFunnel, newSwapper, swap } = await import('@/lib/testing/swapper')
const { plant } = await import('@/lib/testing/plant')
const { work } = await import('@/lib/testing/work')
const { findInvariantBreaks } = await import('./check-invariants')
const { OF_SWAPS } = await import('./of-swaps')

const swapper = await newSwapper(await newSwapFunnel())
await swap(swapper)
await lookForRefunds(swapper)
const single = await buyWithOneClick(await newCustomer())
await work()

const PLANTED: [string, string, string[]][] = [
  [
    'I21',
    'a swap that forgot the old money',
    [
      `UPDATE order_line SET state = 'paid', withdrawn_at = NULL WHERE id = '${swapper.oldLineId}'`,
      `DELETE FROM refund_attempt WHERE payment_id = '${swapper.oldPaymentId}'`,
    ],
  ],
  [
    'I21',
    'two swaps of one line',
    [`UPDATE order_line SET replaces_id = '${swapper.oldLineId}' WHERE id = '${single.lineId}'`],
  ],
  [
    'I22',
    'an old line given back before the new one is paid',
    [`UPDATE order_line SET state = 'unpaid', paid_at = NULL WHERE replaces_id = '${swapper.oldLineId}'`],
  ],
  [
    'I22',
    'access that ended before the refund',
    [`UPDATE refund_attempt SET state = 'pending' WHERE payment_id = '${swapper.oldPaymentId}'`],
  ],
  [
    'I23',
    'a sum that was not the one paid',
    [`UPDATE impression SET goes_back_minor = goes_back_minor - 1 WHERE id = '${swapper.impressionId}'`],
  ],
  [
    'I23',
    'a consent without the sum that goes back',
    [
      `UPDATE consent SET goes_back_minor = NULL, difference_minor = NULL WHERE impression_id = '${swapper.impressionId}'`,
    ],
  ],
]

test('hold where a swap went well', async () => {
  expect(await findInvariantBreaks()).toEqual([])
})

test.each(PLANTED)('%s finds %s', async (id, _, statements) => {
  expect((await plant(...statements)).map((found) => found.class)).toContain(id)
  expect(await findInvariantBreaks()).toEqual([])
})

test('are all planted here', () => {
  const planted = new Set(PLANTED.map(([id]) => id))
  expect(OF_SWAPS.filter(({ id }) => !planted.has(id))).toEqual([])
})
