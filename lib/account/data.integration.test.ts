import { describe, expect, test, vi } from 'vitest'
import { inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { newSignedIn, signInWith } = await import('@/lib/testing/account')
const people = await import('@/lib/testing/shopper')
const { work } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { keepCard } = await import('@/lib/customers/keep-card')
const { getViewer } = await import('@/lib/identity/viewer')
const { getOrder } = await import('@/lib/orders/queries')
const { eraseAccount } = await import('./erase-account')
const { exportData } = await import('./export-data')
const { getAccount } = await import('./queries')

const ada = await newSignedIn(shop)

async function buyAndKeep(): Promise<string> {
  const { orderId, url } = await people.openCheckout(ada, (await people.newProduct()).slug)
  await people.pay(ada, url)
  await people.comeBack(ada, orderId)
  await keepCard(ada.user.id, orderId, { locale: 'en', userAgent: null })
  return orderId
}

const methodsAtProvider = async (customerId: string) =>
  (await shop.provider.customers.retrievePaymentMethods(customerId)).items

describe('the data of a person', () => {
  test('can be taken along whole, and name nothing of the provider’s', async () => {
    await buyAndKeep()
    const data = await inBrowser(ada.browser, exportData)
    const text = JSON.stringify(data)
    expect(data).toMatchObject({
      account: { email: ada.email },
      keptCards: [{ brand: expect.stringMatching(/visa/i), lastFour: '4242' }],
      orders: [{ lines: [{ state: 'paid', entitlements: [{ kind: 'license_key' }] }] }],
    })
    expect(text).not.toMatch(/cus_|pm_|pay_|cks_|pdt_/)
    expect(text).not.toContain(ada.browser.cookies.get('upnext-login')?.slice(0, 32))
    expect(await inBrowser(newBrowser(SHOP_URL), exportData)).toBeNull()
  })

  test('are erased: orders stay without the person, cards go at the provider, every browser is out', async () => {
    const guest = await people.newShopper()
    const before = await people.openCheckout(guest, (await people.newProduct()).slug)
    await people.pay({ ...guest, email: ada.email }, before.url)
    await people.comeBack(guest, before.orderId)
    const guestPayment = await db.payment.findFirstOrThrow({
      where: { attempt: { orderId: before.orderId } },
    })
    const orderId = await buyAndKeep()
    const total = await db.orderLine.findFirst({ where: { orderId }, select: { totalMinor: true } })

    const link = await db.customerLink.findUniqueOrThrow({ where: { userId: ada.user.id } })
    await eraseAccount(ada.user)
    await work()

    expect((await inBrowser(ada.browser, getViewer)).user).toBeNull()
    const everything = JSON.stringify(
      [
        await db.user.findMany(),
        await db.order.findMany(),
        await db.payment.findMany({
          where: { attempt: { order: { id: { in: [orderId, before.orderId] } } } },
        }),
        await db.savedMethod.findMany({ where: { userId: ada.user.id } }),
        await db.login.findMany({ where: { userId: ada.user.id } }),
      ],
      (_, value: unknown) => (typeof value === 'bigint' ? Number(value) : value),
    )
    expect(everything).not.toContain(ada.email)
    expect(everything).not.toMatch(/Ada Lovelace|10001/)
    expect(await db.orderLine.findFirst({ where: { orderId }, select: { totalMinor: true } })).toEqual(total)
    expect(await methodsAtProvider(link.providerCustomer)).toEqual([])
    expect(await methodsAtProvider(guestPayment.providerCustomer)).toEqual([])
    expect(await inBrowser(guest.browser, () => getOrder(before.orderId, 'en'))).toBeNull()

    const again = newBrowser(SHOP_URL)
    const anew = await signInWith(shop, again, ada.email)
    expect(anew.id).not.toBe(ada.user.id)
    expect((await inBrowser(again, () => getAccount('en')))?.orders).toEqual([])
  })
})
