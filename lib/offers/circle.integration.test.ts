import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { decline, newCustomer, newFunnel, newProduct } = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { presentNextOffer } = await import('./present-next-offer')

test('a funnel that runs in a circle ends', async () => {
  const [first, second] = [await newProduct(), await newProduct()]
  const back = { accepted: null, declined: 'first', failed: null, expired: null }
  await newFunnel('circle', 'post_purchase', [
    { offer: 'first', product: first.id },
    { offer: 'second', product: second.id, edges: back },
  ])
  const customer = await newCustomer()
  const seen: string[] = []
  for (;;) {
    const presented = await presentNextOffer(customer.orderId)
    if (!presented) break
    const { offerId } = await db.impression.findUniqueOrThrow({ where: { id: presented.impressionId } })
    seen.push(offerId)
    await decline(customer, presented.impressionId)
  }
  expect(seen).toEqual(['first', 'second'])
  const last = await db.offerDecision.findFirstOrThrow({
    where: { orderId: customer.orderId },
    orderBy: { position: 'desc' },
  })
  expect(last).toMatchObject({ why: 'nothing_to_show', impressionId: null, position: 2 })
  expect(last.trace).toMatchObject({
    funnels: [{ refused: [{ offer: 'first', why: 'seen' }, { why: 'seen' }] }],
  })
})
