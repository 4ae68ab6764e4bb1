import { describe, expect, test, vi } from 'vitest'
import { inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
const shop = await openShop()

const { newEmail, signInWith } = await import('@/lib/testing/account')
const { db } = await import('@/lib/db/prisma')
const { newCustomer } = await import('@/lib/testing/shopper')
const { getOrder } = await import('@/lib/orders/queries')
const { getViewer, isRecent } = await import('./viewer')
const { endAllLogins, endLogin } = await import('./sign-out')

const browser = () => newBrowser(SHOP_URL)
const viewer = (of: ReturnType<typeof browser>) => inBrowser(of, getViewer)
const LOGIN = 'upnext-login'

describe('a login', () => {
  test('is a new one each time; the one before it in this browser is over', async () => {
    const email = newEmail()
    const mine = browser()
    await signInWith(shop, mine, email)
    const old = { ...mine, cookies: new Map(mine.cookies) }
    await signInWith(shop, mine, email)
    expect(mine.cookies.get(LOGIN)).not.toBe(old.cookies.get(LOGIN))
    expect((await viewer(old)).user).toBeNull()
    expect((await viewer(mine)).user?.email).toBe(email)
  })

  test('gives the browser a new session: a token planted before, or kept by somebody else, opens nothing', async () => {
    const customer = await newCustomer()
    const planted = { ...customer.browser, cookies: new Map(customer.browser.cookies) }
    expect(await inBrowser(planted, () => getOrder(customer.orderId, 'en'))).not.toBeNull()
    await signInWith(shop, customer.browser, newEmail())
    expect(await inBrowser(planted, () => getOrder(customer.orderId, 'en'))).toBeNull()
    expect(await inBrowser(customer.browser, () => getOrder(customer.orderId, 'en'))).not.toBeNull()
  })

  test('cannot be made from what the database holds, nor from another cookie', async () => {
    const email = newEmail()
    const mine = browser()
    await signInWith(shop, mine, email)
    const { token } = await db.login.findFirstOrThrow({ where: { user: { email } } })
    const real = mine.cookies.get(LOGIN) ?? ''
    const forged = [
      token,
      `${token}.`,
      `${token}.${'A'.repeat(43)}=`,
      real.slice(0, -2),
      `${real}x`,
      '',
      'x'.repeat(5_000),
    ]
    for (const value of forged) {
      const theirs = browser()
      theirs.cookies.set(LOGIN, value)
      expect((await viewer(theirs)).user, value.slice(0, 50)).toBeNull()
    }
  })

  test('ends by signing out, here or everywhere', async () => {
    const email = newEmail()
    const [one, two] = [browser(), browser()]
    await signInWith(shop, one, email)
    const { id } = await signInWith(shop, two, email)
    const stolen = { ...one, cookies: new Map(one.cookies) }
    await inBrowser(one, endLogin)
    expect((await viewer(stolen)).user).toBeNull()
    expect((await viewer(two)).user?.id).toBe(id)
    await endAllLogins(id)
    expect((await viewer(two)).user).toBeNull()
  })

  test('ends after thirty days unused, and after ninety in any case', async () => {
    const email = newEmail()
    const mine = browser()
    await signInWith(shop, mine, email)
    const old = async (column: 'updatedAt' | 'expiresAt', days: number) => {
      const login = await db.login.findFirst({ where: { user: { email } } })
      const at = new Date(Date.now() - days * 86_400_000)
      await db.login.updateMany({ where: { id: login?.id ?? '' }, data: { [column]: at } })
    }
    await old('updatedAt', 29)
    expect((await viewer(mine)).user?.email).toBe(email)
    const touched = await db.login.findFirstOrThrow({ where: { user: { email } } })
    expect(Date.now() - touched.updatedAt.getTime()).toBeLessThan(60_000)
    expect(touched.expiresAt.getTime() - touched.createdAt.getTime()).toBeGreaterThan(89 * 86_400_000)
    expect(touched.expiresAt.getTime() - touched.createdAt.getTime()).toBeLessThanOrEqual(
      90 * 86_400_000 + 1_000,
    )
    await old('updatedAt', 31)
    expect((await viewer(mine)).user).toBeNull()
    expect(await db.login.count({ where: { user: { email } } })).toBe(0)
    await signInWith(shop, mine, email)
    await old('expiresAt', 0)
    expect((await viewer(mine)).user).toBeNull()
  })

  test('is recent for a day', () => {
    const now = new Date()
    const ago = (hours: number) => ({ loginAt: new Date(now.getTime() - hours * 3_600_000) })
    expect(isRecent(ago(23.9), now)).toBe(true)
    expect(isRecent(ago(24.1), now)).toBe(false)
  })

  test('makes tokens nobody repeats', async () => {
    const logins = await db.login.findMany({ select: { token: true } })
    expect(new Set(logins.map(({ token }) => token)).size).toBe(logins.length)
    for (const { token } of logins) expect(token).toMatch(/^[A-Za-z0-9]{32}$/)
  })
})
