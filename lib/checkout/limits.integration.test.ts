import { randomUUID } from 'node:crypto'
import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.stubEnv('RATE_LIMIT_SCALE', '1')

const shop = await openShop()
const { newProduct, newShopper } = await import('@/lib/testing/shopper')
const { leads } = await import('@/lib/testing/actions')
const { db } = await import('@/lib/db/prisma')
const { visitorKey } = await import('@/lib/limits/visitor')
const { startCheckoutAction } = await import('./actions')

type Shopper = Awaited<ReturnType<typeof newShopper>>
const LATER = '/en/checkout/later'
const products = await Promise.all(Array.from({ length: 6 }, () => newProduct()))

const from = ({ browser }: Shopper, address: string) => ({
  ...browser,
  headers: { ...browser.headers, 'x-forwarded-for': address },
})
const buy = (shopper: Shopper, at: number, address: string) =>
  leads(from(shopper, address), startCheckoutAction, { product: products[at]?.slug ?? '', locale: 'en' })

test('a browser opens five checkouts within an hour, and may always go on with one of them', async () => {
  const shopper = await newShopper()
  const address = randomUUID()
  for (let at = 0; at < 5; at += 1) expect(await buy(shopper, at, address)).toContain(shop.line.url)
  expect(await buy(shopper, 5, address)).toBe(LATER)
  expect(await buy(shopper, 0, address)).toContain(shop.line.url)
  expect(await db.order.count({ where: { sessionId: shopper.sessionId } })).toBe(5)
})

test('an address opens ten, whatever browsers it makes up and whatever it claims to forward', async () => {
  const address = randomUUID()
  const told: string[] = []
  for (let visit = 0; visit < 12; visit += 1)
    told.push(await buy(await newShopper(), visit % 6, `10.0.0.${visit}, ${address}`))
  expect(told.filter((to) => to === LATER)).toHaveLength(2)
  expect(await buy(await newShopper(), 0, randomUUID())).toContain(shop.line.url)
})

test('the address itself is stored nowhere', async () => {
  const address = '203.0.113.77'
  await buy(await newShopper(), 0, address)
  const rows = await db.rateLimit.findMany()
  expect(rows.map(({ key }) => key).join(' ')).not.toContain(address)
  expect(visitorKey(new Headers({ 'x-forwarded-for': address }))).toMatch(/^[\w-]{22}$/)
})
