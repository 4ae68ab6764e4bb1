import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
await openShop()

const people = await import('@/lib/testing/shopper')
const { pool } = await import('@/lib/db/pool')
const { db } = await import('@/lib/db/prisma')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { readOverview } = await import('./overview')
const { compactStats } = await import('./compact-stats')

const SUMS = `SELECT day::text, currency, offer_id, version_id, sum(orders)::int AS orders, sum(shown)::int AS shown,
    sum(accepted)::int AS accepted, sum(declined)::int AS declined, sum(undone)::int AS undone, sum(lines)::int AS lines,
    sum(revenue_minor)::int AS revenue, sum(refunded_minor)::int AS refunded
  FROM shop_stat GROUP BY 1, 2, 3, 4
  HAVING (sum(orders), sum(shown), sum(accepted), sum(declined), sum(undone), sum(lines), sum(revenue_minor), sum(refunded_minor))
    <> (0, 0, 0, 0, 0, 0, 0, 0)
  ORDER BY 1, 2, 3, 4`
const sums = async () => (await pool.query(SUMS)).rows

test('figures kept with every change are those counted from nothing, and add up with the payments to the cent', async () => {
  const customer = await people.newCustomer()
  const kept = await people.buyWithOneClick(customer, { price: 2_900 })
  const undone = await people.buyWithOneClick(customer, { price: 1_300 })
  const refused = await people.newOffer(customer)
  await people.decline(customer, refused.impressionId)
  await people.newOffer(customer)
  expect(await undoPurchase(undone.lineId)).toBe('undone')
  await people.newCustomer()

  const live = await sums()
  expect(live.find(({ offer_id }) => offer_id === kept.productId)).toMatchObject({
    shown: 1,
    accepted: 1,
    lines: 1,
  })
  expect(live.find(({ offer_id }) => offer_id === undone.productId)).toMatchObject({ undone: 1 })
  await compactStats()
  expect(await sums()).toEqual(live)
  expect(
    (
      await pool.query(
        'SELECT 1 FROM shop_stat GROUP BY day, currency, offer_id, version_id HAVING count(*) > 1',
      )
    ).rowCount,
  ).toBe(0)
  await pool.query('SELECT rebuild_shop_stat()')
  expect(await sums()).toEqual(live)

  const day = new Date().toISOString().slice(0, 10)
  const { totals } = await readOverview({ from: day, to: day }, 'USD')
  const paid = await db.payment.aggregate({ where: { status: 'succeeded' }, _sum: { totalMinor: true } })
  const back = await db.refund.aggregate({ where: { status: 'succeeded' }, _sum: { amountMinor: true } })
  expect(totals.baseMinor + totals.offersMinor).toBe(paid._sum.totalMinor)
  expect(totals.baseBackMinor + totals.offersBackMinor).toBe(back._sum.amountMinor ?? 0)
  expect(totals.orders).toBe(2)
})

test('a refund that fails, or is read twice, counts once or not at all', async () => {
  const customer = await people.newCustomer()
  const payment = await db.payment.findFirstOrThrow({
    where: { lines: { some: { orderId: customer.orderId } } },
  })
  const row = { paymentId: payment.id, currency: 'USD', providerCreatedAt: new Date(), readAt: new Date() }
  const before = await sums()
  await db.refund.create({ data: { id: 'rf_1', ...row, amountMinor: 500, status: 'pending' } })
  expect(await sums()).toEqual(before)
  await db.refund.update({ where: { id: 'rf_1' }, data: { status: 'succeeded' } })
  await db.refund.update({ where: { id: 'rf_1' }, data: { readAt: new Date() } })
  const refunded = (rows: typeof before) => rows.reduce((sum, each) => sum + each.refunded, 0)
  expect(refunded(await sums())).toBe(refunded(before) + 500)
  const live = await sums()
  await pool.query('SELECT rebuild_shop_stat()')
  expect(await sums()).toEqual(live)
})
