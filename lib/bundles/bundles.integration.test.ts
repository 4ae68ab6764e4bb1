import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { accept, attemptsOf, buyNow, newCustomer, newFunnel, newProduct } = await import(
  '@/lib/testing/shopper'
)
const { inBrowser } = await import('@/lib/testing/browser')
const { readDealings } = await import('@/lib/arbiter/read-dealings')
const { toShopper } = await import('@/lib/arbiter/collect-facts')
const { getOwnedContent } = await import('@/lib/entitlements/queries')
const { readOffered } = await import('@/lib/funnels/published')
const { getOffer } = await import('@/lib/offers/queries')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')
const { db } = await import('@/lib/db/prisma')

/** Something to read, as bundles and their parts are. */
async function newReading(name: string, price = 1_900) {
  const product = await newProduct({ price })
  await db.product.update({ where: { id: product.id }, data: { delivery: 'library' } })
  const texts = { name, tagline: '', description: [], facts: [], library: [{ heading: name, body: name }] }
  await db.productText.create({ data: { productId: product.id, locale: 'en', ...texts } })
  return product
}

const [course, book, bundle] = [
  await newReading('The course'),
  await newReading('The book'),
  await newReading('Both', 4_900),
]
await db.productPart.createMany({
  data: [course, book].map(({ id }, position) => ({ bundleId: bundle.id, position, productId: id })),
})
const takenBy = async (shopper: { sessionId: string }) => {
  const dealings = await readDealings({ userId: null, sessionId: shopper.sessionId }, null, new Date())
  return [...toShopper(dealings, (await readOffered()).products, '').taken].sort()
}

test('whoever has the bundle has its parts: none is offered or sold again, and all can be read', async () => {
  const early = await newCustomer({ slug: (await newProduct()).slug })
  const presented = await buyNow(early, course.slug)
  const customer = await newCustomer({ slug: bundle.slug })
  expect(await takenBy(customer)).toEqual([book.id, bundle.id, course.id].sort())
  expect(await buyNow(customer, course.slug)).toBeNull()

  const entitlement = await db.entitlement.findFirstOrThrow({
    where: { line: { orderId: customer.orderId } },
  })
  const content = await inBrowser(customer.browser, () => getOwnedContent(entitlement.id, 'en'))
  expect(content?.sections.map(({ heading }) => heading)).toEqual(['Both', 'The course', 'The book'])

  // An offer of a part that was open before the bundle was bought is one of something owned now.
  if (presented?.kind !== 'presented') throw new Error('no offer was presented')
  await db.order.update({ where: { id: customer.orderId }, data: { sessionId: early.sessionId } })
  const { orderId, impressionId } = presented
  const offer = await inBrowser(early.browser, () => getOffer(orderId, impressionId, 'en'))
  expect(offer?.state).toEqual({ name: 'already_bought' })
  await accept(early, impressionId)
  expect(await attemptsOf(orderId, impressionId)).toEqual([])
})

test('the offer of a bundle says what is inside and what of it is theirs', async () => {
  const step = { offer: `to-${bundle.slug}`, product: bundle.id }
  const rule = { fact: 'bought' as const, in: [course.slug, book.slug] }
  await newFunnel(step.offer, 'post_purchase', [step], { rule, priority: 500 })
  const customer = await newCustomer({ slug: course.slug })
  const presented = await presentNextOffer(customer.orderId)
  const offer = await inBrowser(customer.browser, () =>
    getOffer(customer.orderId, presented?.impressionId ?? '', 'en'),
  )
  expect(offer).toMatchObject({
    state: { name: 'ready' },
    inside: [
      { name: 'The course', owned: true },
      { name: 'The book', owned: false },
    ],
  })
  // With the second part nothing of the bundle is left to offer, on no page.
  const second = await buyNow(customer, book.slug)
  if (second?.kind !== 'presented') throw new Error('no offer was presented')
  await accept(customer, second.impressionId)
  const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
  for (const { id } of await attemptsOf(second.orderId, second.impressionId)) await resolveAttempt(id)
  expect(await takenBy(customer)).toEqual([book.id, bundle.id, course.id].sort())
  expect(await buyNow(customer, bundle.slug)).toBeNull()
  const again = await inBrowser(customer.browser, () =>
    getOffer(customer.orderId, presented?.impressionId ?? '', 'en'),
  )
  expect(again?.state).toEqual({ name: 'already_bought' })
})

test('a part that hands out a key, a bundle in a bundle and a plan do not fit', async () => {
  const key = await newProduct()
  const plan = await newProduct({ kind: 'subscription' })
  for (const productId of [key.id, plan.id, bundle.id])
    await expect(
      db.productPart.create({ data: { bundleId: book.id, position: 9, productId } }),
    ).rejects.toThrow()
  expect(await db.productPart.count({ where: { bundleId: book.id } })).toBe(0)
})
