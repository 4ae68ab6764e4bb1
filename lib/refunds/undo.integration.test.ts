import { describe, expect, test, vi } from 'vitest'
import { inBrowser, newBrowser } from '@/lib/testing/browser'
import { refundsAt } from '@/lib/testing/refunds'
import { openShop, SHOP_URL } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))
vi.mock('next/cache', async (original) => ({ ...(await original<object>()), refresh: () => {} }))

const shop = await openShop()
const { accept, attemptsOf, buyNow, buyWithOneClick, lineOf, newCustomer, newOffer, newProduct, theAttempt } =
  await import('@/lib/testing/shopper')
const { due, work } = await import('@/lib/testing/work')
const { leads } = await import('@/lib/testing/actions')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { syncPayment } = await import('@/lib/charges/sync-payment')
const { getOwnedContent } = await import('@/lib/entitlements/queries')
const { readDealings } = await import('@/lib/arbiter/read-dealings')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')
const { getOffer } = await import('@/lib/offers/queries')
const { getOrder } = await import('@/lib/orders/queries')
const { undoAction, undoByMailAction } = await import('./actions')
const { getUndo } = await import('./queries')
const { resolveRefund } = await import('./resolve-refund')
const { syncRefund } = await import('./sync-refund')
const { undoToken } = await import('./undo-link')
const { undoPurchase } = await import('./undo-purchase')

type Customer = Awaited<ReturnType<typeof newCustomer>>
const customer = await newCustomer()

const { moneyBack, posts } = refundsAt(shop)
const attempts = (paymentId: string) => db.refundAttempt.findMany({ where: { paymentId } })
const view = (of: Customer) => inBrowser(of.browser, () => getOrder(of.orderId, 'en'))
const paidAgo = (lineId: string, seconds: number) =>
  db.$executeRaw`UPDATE order_line SET paid_at = now() - make_interval(secs => ${seconds}) WHERE id = ${lineId}`

describe('undoing a one-click purchase', () => {
  test('gives back the whole line, ends access, and says so everywhere', async () => {
    const buyer = await newCustomer()
    const bought = await buyWithOneClick(buyer)
    const before = await view(buyer)
    const shown = before?.lines.find(({ id }) => id === bought.lineId)
    expect(shown).toMatchObject({ state: 'paid', withdrawn: null })
    expect(Date.parse(shown?.undoUntil ?? '') - Date.now()).toBeGreaterThan(29 * 60_000)
    expect(before?.lines.find(({ fromOffer }) => !fromOffer)?.undoUntil).toBeNull()

    expect(
      await leads(buyer.browser, undoAction, { order: buyer.orderId, line: bought.lineId, locale: 'en' }),
    ).toBe(`/en/orders/${buyer.orderId}`)
    expect(posts(bought.paymentId)).toHaveLength(1)
    expect(moneyBack(bought.paymentId)).toBe(1)
    expect(await attempts(bought.paymentId)).toMatchObject([
      { state: 'succeeded', cause: 'undone', amountMinor: 1_900, currency: 'USD', posts: 1 },
    ])
    expect(await theAttempt(bought.impressionId)).toMatchObject({ state: 'refunded', reason: 'UNDONE' })

    const after = await view(buyer)
    expect(after?.state).toBe('paid')
    expect(after?.lines.find(({ id }) => id === bought.lineId)).toMatchObject({
      state: 'withdrawn',
      entitlements: [],
      undoUntil: null,
      withdrawn: { by: 'undone', refund: 'done', had: 'license_key' },
    })
    expect(after?.totals).toEqual([{ amount: 1_900, currency: 'USD' }])
    const { id } = await db.entitlement.findFirstOrThrow({ where: { lineId: bought.lineId } })
    expect(await inBrowser(buyer.browser, () => getOwnedContent(id, 'en'))).toBeNull()
    const offer = await inBrowser(buyer.browser, () => getOffer(buyer.orderId, bought.impressionId, 'en'))
    expect(offer?.state).toEqual({ name: 'undone' })
  })

  test('is told in the updated receipt', async () => {
    const buyer = await newCustomer()
    const bought = await buyWithOneClick(buyer)
    await due('send_receipt', buyer.orderId)
    await work()
    const mails = async () =>
      (await shop.control<{ items: { text: string; subject: string }[] }>('GET', `/mail?to=${buyer.email}`))
        .items
    const [first] = await mails()
    expect(first?.text).toContain(`${SHOP_URL}/en/undo/${undoToken(bought.lineId)}`)
    expect(first?.text.match(/LUMEN-/g)).toHaveLength(2)
    await undoPurchase(bought.lineId)
    await due('send_receipt', buyer.orderId)
    await work()
    const [updated, ...others] = await mails()
    expect(others).toHaveLength(1)
    expect(updated?.text).toContain('You undid this purchase. $19.00 goes back')
    expect(updated?.text).not.toContain('/undo/')
    expect(updated?.text.match(/LUMEN-/g)).toHaveLength(1)
  })

  test('is remembered: the offer is not shown again, nothing more is offered, and the shop still sells it', async () => {
    const buyer = await newCustomer()
    const bought = await buyWithOneClick(buyer)
    await undoPurchase(bought.lineId)
    await accept(buyer, bought.impressionId)
    await accept(buyer, bought.impressionId, (await theAttempt(bought.impressionId)).id)
    expect(await attemptsOf(buyer.orderId, bought.impressionId)).toHaveLength(1)
    expect(await buyNow(buyer, bought.productId)).toBeNull()
    expect(await presentNextOffer(buyer.orderId)).toBeNull()
    const owner = { userId: null, sessionId: buyer.sessionId }
    const dealings = await readDealings(owner, null, new Date())
    expect(Object.keys(dealings.refused)).toContain(bought.productId)
    expect(dealings.owned).not.toContain(bought.productId)
    expect(dealings.refundedLately).toBe(true)
  })

  test('works from the mail, in another browser, and its page only asks', async () => {
    const bought = await buyWithOneClick(customer)
    const token = undoToken(bought.lineId)
    const elsewhere = newBrowser(SHOP_URL)
    expect(await getUndo(token, 'en')).toMatchObject({ state: { name: 'open' } })
    expect(posts(bought.paymentId)).toHaveLength(0)
    const page = `/en/undo/${token}`
    expect(await leads(elsewhere, undoByMailAction, { token, locale: 'en' })).toBe(page)
    expect(await leads(elsewhere, undoByMailAction, { token, locale: 'en' })).toBe(page)
    expect(await getUndo(token, 'en')).toMatchObject({ state: { name: 'done', refund: 'done' } })
    expect(posts(bought.paymentId)).toHaveLength(1)
  })
})

describe('is refused', () => {
  const unchanged = async (bought: { lineId: string; paymentId: string }) => {
    expect((await lineOf(bought.lineId)).state).toBe('paid')
    expect(await attempts(bought.paymentId)).toEqual([])
    expect(posts(bought.paymentId)).toEqual([])
  }

  test('one second after the window, and not one second before', async () => {
    const late = await buyWithOneClick(customer)
    await paidAgo(late.lineId, 30 * 60)
    const form = { order: customer.orderId, line: late.lineId, locale: 'en' }
    expect(await leads(customer.browser, undoAction, form)).toBe(
      `/en/orders/${customer.orderId}?notice=not_undone`,
    )
    await unchanged(late)
    expect(await getUndo(undoToken(late.lineId), 'en')).toMatchObject({ state: { name: 'over' } })
    const early = await buyWithOneClick(customer)
    await paidAgo(early.lineId, 30 * 60 - 5)
    expect(await undoPurchase(early.lineId)).toBe('undone')
  })

  test('while the payment is still on its way; what it pays for afterwards can be undone', async () => {
    const buyer = await newCustomer()
    const offer = await newOffer(buyer)
    await shop.control('POST', '/weather', {
      match: { email: buyer.email },
      effect: { processing: true },
      times: 1,
    })
    await accept(buyer, offer.impressionId)
    const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: offer.impressionId } })
    expect(await undoPurchase(line.id)).toBe('not_now')
    const { providerPaymentId } = await theAttempt(offer.impressionId)
    await shop.control('POST', `/payments/${providerPaymentId}/settle`, { status: 'succeeded' })
    await Promise.all([syncPayment(providerPaymentId ?? ''), undoPurchase(line.id)])
    await undoPurchase(line.id)
    expect((await lineOf(line.id)).state).toBe('withdrawn')
    expect(posts(providerPaymentId ?? '')).toHaveLength(1)
  })

  test('for what the shopper came for, and for plans', async () => {
    const main = await db.orderLine.findFirstOrThrow({
      where: { orderId: customer.orderId, impressionId: null },
    })
    expect(await undoPurchase(main.id)).toBe('not_now')
    const plan = await buyWithOneClick(await newCustomer(), { kind: 'subscription' })
    expect(await undoPurchase(plan.lineId)).toBe('not_now')
    await unchanged(plan)
  })

  test('for anybody else, and for links that the shop did not write', async () => {
    const bought = await buyWithOneClick(customer)
    const stranger = await newCustomer()
    const form = { order: customer.orderId, line: bought.lineId, locale: 'en' }
    expect(await leads(stranger.browser, undoAction, form)).toBe('/')
    expect(await leads(newBrowser(SHOP_URL), undoAction, form)).toBe('/')
    expect(await leads(stranger.browser, undoAction, { ...form, order: stranger.orderId })).toBe('/')
    const evil = {
      ...customer.browser,
      headers: { ...customer.browser.headers, origin: 'https://evil.test' },
    }
    expect(await leads(evil, undoAction, form)).toBe('/')
    const token = undoToken(bought.lineId)
    expect(await leads(evil, undoByMailAction, { token, locale: 'en' })).toBe('/')
    for (const forged of [
      `${bought.lineId}.${'x'.repeat(43)}`,
      token.slice(0, -1),
      `${token}x`,
      bought.lineId,
      '',
    ])
      expect(await leads(newBrowser(SHOP_URL), undoByMailAction, { token: forged, locale: 'en' })).toBe('/')
    const other = await buyWithOneClick(customer)
    const swapped = undoToken(other.lineId).replace(other.lineId, bought.lineId)
    expect(await getUndo(swapped, 'en')).toBeNull()
    await unchanged(bought)
  })
})

describe('races', () => {
  test('twenty clicks in tabs and instances at once are one refund', async () => {
    const bought = await buyWithOneClick(customer)
    const told = await Promise.all(Array.from({ length: 20 }, () => undoPurchase(bought.lineId)))
    expect(told.filter((each) => each === 'undone')).toHaveLength(1)
    expect(posts(bought.paymentId)).toHaveLength(1)
    expect(moneyBack(bought.paymentId)).toBe(1)
  })

  test('clicks, look-ups, the payment’s and the refund’s webhooks at one moment end the same', async () => {
    for (let round = 0; round < 5; round += 1) {
      const bought = await buyWithOneClick(customer)
      const attempt = await theAttempt(bought.impressionId)
      const [first] = await Promise.all([
        undoPurchase(bought.lineId),
        undoPurchase(bought.lineId),
        syncPayment(bought.paymentId),
        resolveAttempt(attempt.id),
      ])
      const [refund] = await db.refund.findMany({ where: { paymentId: bought.paymentId } })
      const again = await attempts(bought.paymentId)
      await Promise.all([
        ...again.map(({ id }) => resolveRefund(id)),
        ...(refund ? [syncRefund(refund.id), syncRefund(refund.id)] : []),
        undoPurchase(bought.lineId),
        syncPayment(bought.paymentId),
      ])
      expect(first).toMatch(/undone|not_now/)
      expect(posts(bought.paymentId)).toHaveLength(1)
      expect(moneyBack(bought.paymentId)).toBe(1)
      expect(await attempts(bought.paymentId)).toMatchObject([{ state: 'succeeded' }])
      expect((await theAttempt(bought.impressionId)).state).toBe('refunded')
    }
  })

  test('the merchant’s own refund at the same moment: the money goes back once', async () => {
    const bought = await buyWithOneClick(customer)
    await Promise.all([
      undoPurchase(bought.lineId),
      shop.provider.refunds.create({ payment_id: bought.paymentId }).catch(() => undefined),
    ])
    for (const { id } of await attempts(bought.paymentId)) await resolveRefund(id)
    expect(moneyBack(bought.paymentId)).toBe(1)
    expect(await attempts(bought.paymentId)).toMatchObject([{ state: 'succeeded' }])
    expect((await theAttempt(bought.impressionId)).state).toBe('refunded')
  })

  test('a product is bought anew while its undo is under way: two payments, one refund', async () => {
    const product = await newProduct()
    const presented = await buyNow(customer, product.slug)
    const impressionId = presented?.kind === 'presented' ? presented.impressionId : ''
    await accept(customer, impressionId)
    await resolveAttempt((await theAttempt(impressionId)).id)
    const line = await db.orderLine.findFirstOrThrow({ where: { impressionId } })
    await Promise.all([undoPurchase(line.id), newCustomer({ slug: product.slug })])
    expect(posts(line.paymentId ?? '')).toHaveLength(1)
  })
})
