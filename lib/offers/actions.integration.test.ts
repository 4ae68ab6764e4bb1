import { describe, expect, test, vi } from 'vitest'
import { type Browser, inBrowser, newBrowser } from '@/lib/testing/browser'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
// There is no page to draw again here: Next refuses the call outside a request of its own.
vi.mock('next/cache', async (original) => ({ ...(await original<object>()), refresh: () => {} }))

const shop = await openShop()
const { newCustomer, newOffer, newProduct, newShopper, openCheckout, theAttempt } = await import(
  '@/lib/testing/shopper'
)
const { leads } = await import('@/lib/testing/actions')
const { db } = await import('@/lib/db/prisma')
const { acceptOfferAction, declineOfferAction, payAnotherWayAction } = await import('./actions')
const { resumeCheckoutAction, startCheckoutAction } = await import('@/lib/checkout/actions')
const { returnFromCheckout } = await import('@/lib/checkout/return-from-checkout')
const { getOffer, getOfferState } = await import('./queries')
const { getOrder } = await import('@/lib/orders/queries')
const { getOwnedContent } = await import('@/lib/entitlements/queries')
const { GET: oneClick } = await import('@/app/api/one-click/route')
const { GET: download } = await import('@/app/api/downloads/[entitlementId]/route')

const customer = await newCustomer()
const stranger = await newCustomer()
const offer = await newOffer(customer)
const unpaid = await newShopper()
const waiting = await openCheckout(unpaid, (await newProduct()).slug)

const from = (browser: Browser, headers: Record<string, string | undefined>): Browser => ({
  cookies: browser.cookies,
  headers: Object.fromEntries(
    Object.entries({ ...browser.headers, ...headers }).filter(
      (entry): entry is [string, string] => entry[1] !== undefined,
    ),
  ),
})
const withCookie = (value: string): Browser => ({
  ...newBrowser(SHOP_URL),
  cookies: new Map([['upnext', value]]),
})

const snapshot = async () => ({
  impression: await db.impression.findUnique({ where: { id: offer.impressionId } }),
  attempts: await db.chargeAttempt.count(),
  orders: await db.order.count(),
  sessions: await db.shopperSession.count(),
  calls: shop.line.calls.length,
})

const ACTORS: [string, (owner: Browser) => Browser][] = [
  ['nobody', () => newBrowser(SHOP_URL)],
  ['another customer', () => stranger.browser],
  ['a made-up cookie', () => withCookie('x'.repeat(43))],
  ['a cookie that holds the session’s stored id', () => withCookie(customer.sessionId)],
  ['an empty cookie', () => withCookie('')],
  ['the owner from another site', (owner) => from(owner, { origin: 'https://evil.test' })],
  ['the owner with origin null', (owner) => from(owner, { origin: 'null' })],
  ['the owner without an origin', (owner) => from(owner, { origin: undefined })],
  ['the owner, cross-site', (owner) => from(owner, { 'sec-fetch-site': 'cross-site' })],
  ['the owner from a subdomain', (owner) => from(owner, { 'sec-fetch-site': 'same-site' })],
]

describe.each(ACTORS)('%s', (_, actor) => {
  test('cannot accept, decline or pay for somebody’s offer, nor resume their order', async () => {
    const before = await snapshot()
    const fields = { impression: offer.impressionId, locale: 'en' }
    for (const action of [acceptOfferAction, declineOfferAction, payAnotherWayAction]) {
      expect(await leads(actor(customer.browser), action, fields)).toBe('/')
    }
    expect(
      await leads(actor(unpaid.browser), resumeCheckoutAction, { order: waiting.orderId, locale: 'en' }),
    ).toBe('/')
    expect(await snapshot()).toEqual(before)
  })
})

describe('what somebody else may see', () => {
  test.each(ACTORS.slice(0, 5))(
    '%s sees nothing of an order, an offer, a download or a card',
    async (_, actor) => {
      const browser = actor(customer.browser)
      const entitlement = await db.entitlement.findFirstOrThrow({
        where: { line: { orderId: customer.orderId } },
      })
      const before = await snapshot()
      const read = <T>(run: () => Promise<T>) => inBrowser(browser, run)
      expect(await read(() => getOrder(customer.orderId, 'en'))).toBeNull()
      expect(await read(() => getOffer(offer.orderId, offer.impressionId, 'en'))).toBeNull()
      expect(await read(() => getOfferState(offer.orderId, offer.impressionId))).toBeNull()
      expect(await read(() => getOwnedContent(entitlement.id, 'en'))).toBeNull()
      const file = await read(() =>
        download(new Request('http://shop.test/'), {
          params: Promise.resolve({ entitlementId: entitlement.id }),
        }),
      )
      expect(file.status).toBe(404)
      const back = await read(() =>
        returnFromCheckout(
          { orderId: customer.orderId, impressionId: offer.impressionId, left: false },
          'en',
        ),
      )
      expect(back).toBe(`/en/orders/${customer.orderId}`)
      expect(await snapshot()).toEqual(before)
    },
  )

  test('an offer is not shown under another order', async () => {
    expect(
      await inBrowser(customer.browser, () => getOffer(stranger.orderId, offer.impressionId, 'en')),
    ).toBeNull()
    expect(
      await inBrowser(stranger.browser, () => getOffer(stranger.orderId, offer.impressionId, 'en')),
    ).toBeNull()
  })

  test('one click is offered on nobody else’s card, and its answer names no id of the provider', async () => {
    const url = `http://shop.test/api/one-click?product=${(await newProduct()).slug}&locale=en`
    for (const browser of [newBrowser(SHOP_URL), withCookie(customer.sessionId), unpaid.browser]) {
      const answer = await inBrowser(browser, () => oneClick(new Request(url)))
      expect(await answer.json()).toEqual({ available: false })
    }
    const answer = await inBrowser(customer.browser, () => oneClick(new Request(url)))
    const text = await answer.text()
    expect(JSON.parse(text)).toMatchObject({ available: true, card: { lastFour: '4242' } })
    expect(text).not.toMatch(/cus_|pm_|pay_|cks_/)
    const page = JSON.stringify(
      await inBrowser(customer.browser, () => getOffer(offer.orderId, offer.impressionId, 'en')),
    )
    expect(page).not.toMatch(/cus_|pm_|pay_|cks_|pdt_/)
  })
})

describe('a form that is not ours', () => {
  test.each<[string, Record<string, string | Blob>]>([
    ['nothing', {}],
    ['no locale', { impression: offer.impressionId }],
    ['another locale', { impression: offer.impressionId, locale: 'xx' }],
    ['an id too long', { impression: `${offer.impressionId}A`, locale: 'en' }],
    ['an id with a path', { impression: `../${offer.impressionId.slice(3)}`, locale: 'en' }],
    ['an id of SQL', { impression: "' OR '1'='1' --      ", locale: 'en' }],
    ['a file for an id', { impression: new Blob(['x']), locale: 'en' }],
    ['the id of another kind', { impression: customer.orderId, locale: 'en' }],
    ['__proto__ for an id', { impression: '__proto__', locale: 'en' }],
  ])('%s: leads home, writes nothing', async (_, fields) => {
    const before = await snapshot()
    for (const action of [acceptOfferAction, declineOfferAction, payAnotherWayAction]) {
      expect(await leads(customer.browser, action, fields)).toBe('/')
    }
    expect(await snapshot()).toEqual(before)
  })

  test.each(['', 'no-such-product', '../x', 'A', 'x'.repeat(65)])(
    'a product %j: no order',
    async (product) => {
      const before = await snapshot()
      const to = await leads(customer.browser, startCheckoutAction, { product, locale: 'en' })
      expect(['/', `/en/products/${product}`]).toContain(to)
      expect(await snapshot()).toEqual(before)
    },
  )

  test('has no say in the price: a form with more in it is not ours', async () => {
    const own = await newOffer(customer)
    const fields = {
      impression: own.impressionId,
      locale: 'en',
      total: '1',
      amount: '1',
      currency: 'JPY',
      quantity: '9',
    }
    const { impression, locale, ...more } = fields
    for (const [name, value] of Object.entries(more))
      expect(await leads(customer.browser, acceptOfferAction, { impression, locale, [name]: value })).toBe(
        '/',
      )
    expect(await db.chargeAttempt.count({ where: { impressionId: own.impressionId } })).toBe(0)
    expect(await leads(customer.browser, acceptOfferAction, { impression, locale })).toBe(
      `/en/orders/${own.orderId}/offers/${own.impressionId}?accepted=1`,
    )
    const attempt = await theAttempt(own.impressionId)
    expect(attempt).toMatchObject({ expectedMinor: 1_900, expectedCurrency: 'USD' })
    const [charge] = shop.line.charges(attempt.id)
    expect(charge?.body).toMatchObject({
      product_cart: [{ product_id: own.providerProductId, quantity: 1 }],
      customer: { customer_id: customer.customerId },
      confirm: true,
    })
  })
})
