import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { ADD_ONS } = await import('@/prisma/seed/plan-texts')
const { seedCatalog } = await import('@/prisma/seed/seed-catalog')
const { seedPlans } = await import('@/prisma/seed/seed-plans')
const { db } = await import('@/lib/db/prisma')
const { publishMissing } = await import('./publish-missing')
const { syncCatalog } = await import('./sync-catalog')

const plan = {
  slug: 'lumen-basic',
  name: 'Lumen Basic',
  description: 'A plan',
  taxCategory: 'edtech',
  priceMinor: 3000,
  currency: 'USD',
  interval: 'month',
} as const
const addOns = ADD_ONS.map(({ price, taxCategory, texts }) => ({
  ...{ ...texts.en, taxCategory, priceMinor: price.amount, currency: price.currency },
}))
const taken = async () =>
  (await db.planAddOn.findMany({ where: { productId: 'lumen-basic' }, include: { addOn: true } }))
    .map(({ addOn }) => [addOn.slug, addOn.priceMinor])
    .sort()

test('a plan that the provider has already learns of add-ons, once; their prices and places are mirrored', async () => {
  await seedCatalog()
  await seedPlans()
  await publishMissing([plan])
  await syncCatalog()
  expect(await taken()).toEqual([])

  expect(await publishMissing([plan], addOns)).toEqual(['Extra seat', 'Priority review'])
  expect(await publishMissing([plan], addOns)).toEqual([])
  await syncCatalog()
  expect(await taken()).toEqual([
    ['extra-seat', 1000],
    ['priority-review', 2500],
  ])

  const seat = await db.addOn.findUniqueOrThrow({ where: { slug: 'extra-seat' } })
  await shop.provider.addons.update(seat.providerAddOnId ?? '', { price: 1200, name: 'Seat' })
  const basic = await db.product.findUniqueOrThrow({ where: { slug: 'lumen-basic' } })
  await shop.provider.products.update(basic.providerProductId ?? '', {
    addons: [seat.providerAddOnId ?? ''],
  })
  await syncCatalog()
  expect(await taken()).toEqual([['extra-seat', 1200]])
})
