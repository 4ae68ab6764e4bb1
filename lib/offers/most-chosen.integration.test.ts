import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { newCustomer, newFunnel, newProduct } = await import('@/lib/testing/shopper')
const { inBrowser } = await import('@/lib/testing/browser')
const { getOffer } = await import('./queries')
const { newId } = await import('@/lib/ids')
const { db } = await import('@/lib/db/prisma')

/** An offer of one, three or five that so many have bought each of, as its next shopper sees it. */
async function offerAfter(bought: Record<number, number>) {
  const [first, product] = [await newProduct(), await newProduct()]
  const offer = `many-${product.slug}`
  const rule = { fact: 'bought' as const, in: [first.slug] }
  const step = { offer, product: product.id, quantities: [1, 3, 5] }
  await newFunnel(offer, 'post_purchase', [step], { rule, priority: 500 })
  const customer = await newCustomer({ slug: first.slug })
  const { id, orderId, prices, ...shown } = await db.impression.findFirstOrThrow({
    where: { orderId: customer.orderId, offerId: offer },
  })
  const { paymentId } = await db.orderLine.findFirstOrThrow({ where: { orderId } })
  for (const [quantity, count] of Object.entries(bought)) {
    const rows = Array.from({ length: count }, () => ({ order: newId(), impression: newId() }))
    await db.order.createMany({
      data: rows.map(({ order }) => ({ id: order, sessionId: customer.sessionId, locale: 'en' })),
    })
    await db.impression.createMany({
      data: rows.map(({ order, impression }) => ({
        ...{ ...shown, id: impression, orderId: order, prices: prices ?? [], quantity: Number(quantity) },
        ...{ state: 'accepted' as const, decidedAt: new Date() },
      })),
    })
    await db.orderLine.createMany({
      data: rows.map(({ order, impression }) => ({
        ...{ id: newId(), orderId: order, impressionId: impression, productId: product.id, paymentId },
        ...{ state: 'paid' as const, totalMinor: 1_900, taxMinor: 0, currency: 'USD', paidAt: new Date() },
      })),
    })
  }
  // The buyers before have the product, but the one who looks is another person.
  const session = await db.shopperSession.create({ data: { id: newId() } })
  await db.order.updateMany({ where: { id: { not: orderId } }, data: { sessionId: session.id } })
  const view = await inBrowser(customer.browser, () => getOffer(orderId, id, 'en'))
  return view?.choices.filter(({ mostChosen }) => mostChosen).map(({ quantity }) => quantity)
}

test('one quantity is marked once over half of a hundred buyers took it, and no sooner', async () => {
  expect(await offerAfter({ 1: 40, 3: 60 })).toEqual([3])
  expect(await offerAfter({ 1: 39, 3: 60 })).toEqual([])
  expect(await offerAfter({ 1: 40, 3: 50, 5: 30 })).toEqual([])
})
