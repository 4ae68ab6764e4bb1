import { beforeEach, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { newSignedIn } = await import('@/lib/testing/account')
const people = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { ensureCustomer } = await import('./ensure-customer')

let ada: Awaited<ReturnType<typeof newSignedIn>>
let link: string

beforeEach(async () => {
  ada = await newSignedIn(shop)
  const made = await ensureCustomer(ada.user)
  if (!made.ok) throw new Error('no customer')
  link = made.value
})

describe('the customer at the provider', () => {
  test('is made once for a user, also by many at the same time', async () => {
    const other = await newSignedIn(shop)
    const made = await Promise.all(Array.from({ length: 5 }, () => ensureCustomer(other.user)))
    expect(new Set(made.map((result) => result.ok && result.value)).size).toBe(1)
    expect(await db.customerLink.count({ where: { userId: other.user.id } })).toBe(1)
  })

  test('belongs to one user for ever', async () => {
    const other = await newSignedIn(shop)
    await expect(
      db.customerLink.create({ data: { userId: other.user.id, providerCustomer: link } }),
    ).rejects.toThrow()
  })

  test('pays what they buy signed in, and may not change its address there', async () => {
    const { orderId, url } = await people.openCheckout(ada, (await people.newProduct()).slug)
    await people.pay(ada, url)
    await people.comeBack(ada, orderId)
    const payment = await db.payment.findFirstOrThrow({ where: { attempt: { orderId } } })
    expect(payment.providerCustomer).toBe(link)
    expect(await db.order.findUnique({ where: { id: orderId } })).toMatchObject({ userId: ada.user.id })
  })

  test('that cannot be made stops the checkout, and the order waits', async () => {
    const other = await newSignedIn(shop)
    const product = await people.newProduct()
    shop.line.spoil(({ path }) => path === '/customers', { charged: false, answer: 'reset' })
    await expect(people.openCheckout(other, product.slug)).rejects.toThrow('unavailable')
    const again = await people.openCheckout(other, product.slug)
    expect(again.url).toContain('/session/')
  })
})
