import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { decline, newCustomer, newFunnel, newProduct, openCheckout, pay, comeBack } = await import(
  '@/lib/testing/shopper'
)
const { db } = await import('@/lib/db/prisma')
const { replay } = await import('./replay')

const course = await newProduct()
const book = await newProduct({ price: 4_000 })
const other = await newProduct()

/** A draft that nobody has published. */
async function newDraft(key: string, priority: number, product: string, slug: string) {
  const { versionId } = await newFunnel(
    `${key}-model`,
    'post_purchase',
    [{ offer: key, product, cooldownDays: 30 }],
    { priority, rule: { fact: 'bought', in: [slug] } },
  )
  await db.funnel.update({ where: { id: `${key}-model` }, data: { active: false } })
  const model = await db.funnelVersion.findUniqueOrThrow({ where: { id: versionId } })
  const funnel = { create: { id: key, key } }
  const draft = { id: `${key}:1`, number: 1, definition: model.definition ?? {} }
  return (await db.funnelVersion.create({ data: { ...draft, funnel } })).id
}

test('a draft is held against what was, and everything adds up', async () => {
  await newFunnel('live', 'post_purchase', [{ offer: 'live', product: other.id, cooldownDays: 30 }], {
    priority: 10,
    rule: { fact: 'country', in: ['DE'] },
  })
  const buyers = [
    await newCustomer({ slug: course.slug }),
    await newCustomer({ slug: course.slug, country: 'DE' }),
    await newCustomer({ slug: course.slug, number: '4000000000000341' }),
    await newCustomer({ slug: book.slug }),
  ]
  const [first, german] = buyers
  if (!first || !german) throw new Error('nobody bought')
  const shown = await db.impression.findFirstOrThrow({ where: { orderId: german.orderId } })
  await decline(german, shown.id)
  // The German declined `other`, and the first one comes back owning the book.
  const again = await openCheckout(german, course.slug)
  await pay(german, again.url, { country: 'DE' })
  await comeBack(german, again.orderId)
  const bookFirst = await openCheckout(first, book.slug)
  await pay(first, bookFirst.url)
  await comeBack(first, bookFirst.orderId)
  const then = await openCheckout(first, course.slug)
  await pay(first, then.url)
  await comeBack(first, then.orderId)

  const draft = await newDraft('draft', 1, book.id, course.slug)
  const progress: [number, number][] = []
  const low = await replay(draft, (...done) => progress.push(done))
  expect(low).toMatchObject({
    orders: 7,
    matched: 5,
    // Of five: one lost to the live funnel, one owned the book already.
    won: 3,
    otherFunnels: { live: 1 },
    refused: { owned: 1 },
    quiet: 0,
    notReplayed: [],
  })
  expect(progress.at(-1)).toEqual([7, 7])
  expect(low?.oneClick).toBeLessThanOrEqual(3)
  expect(low?.expected).toMatchObject([{ currency: 'USD', shown: 3, low: 0 }])
  expect(low?.expected[0]?.high).toBeLessThanOrEqual(3 * 4_000)

  const high = await newDraft('high', 99, book.id, course.slug)
  expect(await replay(high)).toMatchObject({ matched: 5, won: 4, otherFunnels: {} })
  const refused = await newDraft('refused', 99, other.id, course.slug)
  expect(await replay(refused)).toMatchObject({ matched: 5, won: 4, refused: { declined_lately: 1 } })
  await db.shopSettings.upsert({
    where: { id: 'shop' },
    update: { monthlyAsks: 0 },
    create: { id: 'shop', monthlyAsks: 0 },
  })
  expect(await replay(high)).toMatchObject({ matched: 0, won: 0, quiet: 7 })
  expect(await db.impression.count({ where: { offerId: { in: ['draft', 'high', 'refused'] } } })).toBe(0)
  expect(await replay('nothing')).toBeNull()
}, 60_000)
