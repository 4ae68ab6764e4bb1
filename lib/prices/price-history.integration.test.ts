import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { buyNow, newCustomer, newProduct } = await import('@/lib/testing/shopper')
const { inBrowser } = await import('@/lib/testing/browser')
const { syncCatalog } = await import('@/lib/catalog/sync-catalog')
const { getOffer } = await import('@/lib/offers/queries')
const { db } = await import('@/lib/db/prisma')

type Product = Awaited<ReturnType<typeof newProduct>>

const pricesOf = async (productId: string) =>
  (await db.productPrice.findMany({ where: { productId }, orderBy: { id: 'asc' } })).map(
    ({ priceMinor, asked }) => [priceMinor, asked],
  )
const ask = ({ providerProductId, taxCategory }: Product, price: number) =>
  shop.provider.products.update(providerProductId, {
    tax_category: taxCategory as 'digital_products',
    price: {
      ...{ type: 'one_time_price' as const, currency: 'USD' as const, price },
      ...{ discount: 0, purchasing_power_parity: false },
    },
  })

/** What an offer of the product is held against, to somebody new. */
async function compareAtOf(product: Product) {
  const customer = await newCustomer({ country: 'US' })
  const presented = await buyNow(customer, product.slug)
  if (presented?.kind !== 'presented') throw new Error('no offer was presented')
  const { orderId, impressionId } = presented
  const offer = await inBrowser(customer.browser, () => getOffer(orderId, impressionId, 'en'))
  return offer && { total: offer.total.amount, compareAt: offer.compareAt?.amount ?? null }
}

test('each price that the mirror sees is kept, and an offer held against what was really asked', async () => {
  const product = await newProduct({ price: 5_900 })
  expect(await compareAtOf(product)).toEqual({ total: 5_900, compareAt: null })
  await ask(product, 4_900)
  await syncCatalog()
  await syncCatalog()
  expect(await pricesOf(product.id)).toEqual([
    [5_900, true],
    [4_900, true],
  ])
  expect(await compareAtOf(product)).toEqual({ total: 4_900, compareAt: 5_900 })
  await ask(product, 5_900)
  await syncCatalog()
  await ask(product, 5_400)
  await syncCatalog()
  expect(await compareAtOf(product)).toEqual({ total: 5_400, compareAt: null })
})

test('a price that the mirror has not seen yet is held against nothing', async () => {
  const product = await newProduct({ price: 5_900 })
  await ask(product, 4_900)
  expect(await compareAtOf(product)).toEqual({ total: 4_900, compareAt: null })
})

test('what was not for sale was not asked, and a history is never rewritten', async () => {
  const product = await newProduct({ price: 9_900 })
  await db.product.update({ where: { id: product.id }, data: { active: false } })
  await db.product.update({ where: { id: product.id }, data: { priceMinor: 4_900 } })
  await db.product.update({ where: { id: product.id }, data: { active: true, art: 'other' } })
  await db.product.update({ where: { id: product.id }, data: { position: 7 } })
  expect(await pricesOf(product.id)).toEqual([
    [9_900, true],
    [9_900, false],
    [4_900, false],
    [4_900, true],
  ])
  await expect(
    db.productPrice.updateMany({ where: { productId: product.id }, data: { priceMinor: 19_900 } }),
  ).rejects.toThrow()
})
