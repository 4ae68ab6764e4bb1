import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { buyWithOneClick, newCustomer, newProduct, newShopper, openCheckout, pay, comeBack } = await import(
  '@/lib/testing/shopper'
)
const { paymentsAt } = await import('@/lib/testing/payments')
const { due, work } = await import('@/lib/testing/work')
const { buyOnce } = await import('@/emulator/testing')
const { db } = await import('@/lib/db/prisma')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { backfill, previewBackfill } = await import('./backfill')
const { reconcile } = await import('./reconcile')

const customer = await newCustomer()
/** Everything has settled by then. */
const later = (minutes = 10) => new Date(Date.now() + minutes * 60_000)
const run = () => reconcile(later())
const open = () =>
  db.reconBreak.findMany({
    where: { closedAt: null },
    select: { class: true, subject: true },
    orderBy: [{ class: 'asc' }, { subject: 'asc' }],
  })
const span = () => ({ from: new Date(Date.now() - 86_400_000), to: later() })

test('books that agree have no breaks, whatever was bought, declined and given back', async () => {
  const bought = await buyWithOneClick(customer)
  await undoPurchase(bought.lineId)
  const shopper = await newShopper()
  const page = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, page.url, { number: '4000000000000002' })
  await comeBack(shopper, page.orderId)
  const { breaks, seen } = await run()
  expect(breaks).toEqual([])
  expect(seen).toBeGreaterThan(3)
  expect(await previewBackfill(span())).toMatchObject({ breaks: [] })
})

describe('a planted break', () => {
  test.each([
    ['amount', 'total_minor = total_minor + 1'],
    ['currency', "currency = 'EUR'"],
    ['customer', "provider_customer = 'cus_other'"],
  ])('of %s is one row however often it is found, and closed when it is mended', async (kind, set) => {
    const { paymentId } = await buyWithOneClick(customer)
    const before = await db.payment.findUniqueOrThrow({ where: { id: paymentId } })
    await db.$executeRawUnsafe(`UPDATE payment SET ${set} WHERE id = '${paymentId}'`)
    for (let times = 0; times < 3; times += 1) await run()
    expect(await open()).toEqual([{ class: kind, subject: paymentId }])
    const { totalMinor, currency, providerCustomer } = before
    await db.payment.update({ where: { id: paymentId }, data: { totalMinor, currency, providerCustomer } })
    expect((await run()).closed).toBe(1)
    expect(await open()).toEqual([])
  })

  test('of a status that went ahead of theirs', async () => {
    const shopper = await newShopper()
    const page = await openCheckout(shopper, (await newProduct()).slug)
    await pay(shopper, page.url, { number: '4000000000000002' })
    await comeBack(shopper, page.orderId)
    const { id } = await db.payment.findFirstOrThrow({ where: { attempt: { orderId: page.orderId } } })
    await db.payment.update({ where: { id }, data: { status: 'succeeded' } })
    await run()
    expect(await open()).toEqual([{ class: 'status', subject: id }])
    await db.payment.update({ where: { id }, data: { status: 'failed' } })
    await run()
    expect(await open()).toEqual([])
  })

  test('of money that only the provider knows, and of money that only we know', async () => {
    const email = `elsewhere-${Date.now()}@example.com`
    await buyOnce(shop.provider, { email })
    const theirs = await paymentsAt(shop).latest(email)
    const { paymentId } = await buyWithOneClick(customer)
    await db.$executeRaw`INSERT INTO payment (id, status, currency, total_minor, tax_minor, provider_customer, email, billing, provider_created_at, read_at)
      SELECT 'pay_only_ours', status, currency, total_minor, tax_minor, provider_customer, email, billing, provider_created_at, read_at
      FROM payment WHERE id = ${paymentId}`
    await run()
    expect(await open()).toEqual([
      { class: 'ours_only', subject: 'pay_only_ours' },
      { class: 'provider_only', subject: theirs },
    ])
    // Breaks that have left the three days are still looked at.
    await reconcile(later(5 * 24 * 60))
    expect(await open()).toHaveLength(2)
    await db.payment.delete({ where: { id: 'pay_only_ours' } })
    await db.$executeRaw`UPDATE recon_break SET closed_at = now() WHERE subject = ${theirs}`
    await shop.provider.refunds.create({ payment_id: theirs })
  })

  test('of a refund that only we know', async () => {
    const bought = await buyWithOneClick(customer)
    await db.refund.create({
      data: {
        id: 'ref_only_ours',
        paymentId: bought.paymentId,
        status: 'pending',
        amountMinor: 5,
        currency: 'USD',
        providerCreatedAt: new Date(),
        readAt: new Date(),
      },
    })
    await run()
    expect(await open()).toContainEqual({ class: 'refund', subject: 'ref_only_ours' })
    await db.refund.delete({ where: { id: 'ref_only_ours' } })
    await run()
    expect(await open()).not.toContainEqual({ class: 'refund', subject: 'ref_only_ours' })
  })
})

describe('what re-reading can heal is healed', () => {
  test('a sale of which no word came', async () => {
    const shopper = await newShopper()
    const page = await openCheckout(shopper, (await newProduct()).slug)
    await pay(shopper, page.url)
    const { healed } = await run()
    expect(healed).toBeGreaterThanOrEqual(1)
    expect(await db.order.findUniqueOrThrow({ where: { id: page.orderId } })).toMatchObject({
      email: shopper.email,
    })
  })

  test('a refund that was made at the provider’s desk', async () => {
    const bought = await buyWithOneClick(customer)
    await shop.provider.refunds.create({ payment_id: bought.paymentId })
    await run()
    expect(await db.orderLine.findUniqueOrThrow({ where: { id: bought.lineId } })).toMatchObject({
      state: 'withdrawn',
    })
  })

  test('from lists that are shuffled, behind, torn or repeated; absence from them proves nothing', async () => {
    await run()
    const before = await open()
    for (const list of [{ shuffle: 7 }, { hideNewest: 5 }, { truncate: 2 }, { repeatedPage: 0 }]) {
      const { id } = await shop.control<{ id: string }>('POST', '/weather', {
        match: { route: 'GET /payments' },
        effect: { list },
      })
      await run()
      expect(await open()).toEqual(before)
      await shop.control('DELETE', `/weather/${id}`)
    }
  })

  test('and while the provider cannot be read nothing is said', async () => {
    const before = await open()
    await expect(shop.line.unplugged(run)).rejects.toThrow(/payments/)
    expect(await open()).toEqual(before)
  })
})

test('a backfill after a lost endpoint brings everything in, and a second one changes nothing', async () => {
  const shoppers = await Promise.all(
    [1, 2, 3].map(async () => {
      const shopper = await newShopper()
      const page = await openCheckout(shopper, (await newProduct()).slug)
      await pay(shopper, page.url)
      return page.orderId
    }),
  )
  expect((await previewBackfill(span())).breaks.map((each) => each.class)).toEqual(
    expect.arrayContaining(['provider_only', 'provider_only', 'provider_only']),
  )
  expect(await db.order.count({ where: { id: { in: shoppers }, paidAt: { not: null } } })).toBe(0)
  const { payments } = await backfill(span(), 'ops')
  expect(payments).toBeGreaterThan(3)
  await work()
  expect(await db.order.count({ where: { id: { in: shoppers }, paidAt: { not: null } } })).toBe(3)
  const snapshot = async () => [
    await db.payment.findMany({ orderBy: { id: 'asc' } }),
    await db.orderLine.findMany({ orderBy: { id: 'asc' } }),
    await db.entitlement.count(),
  ]
  const before = await snapshot()
  await backfill(span(), 'ops')
  await work()
  expect(await snapshot()).toEqual(before)
  expect(await db.audit.count({ where: { action: 'backfill' } })).toBe(2)
  for (const id of shoppers) await due('send_receipt', id)
})
