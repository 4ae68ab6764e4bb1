import { randomUUID } from 'node:crypto'
import { submitCheckout } from '../../emulator/testing'
import type { Box } from '../bumps/bump-of-wish'
import { resolveAttempt } from '../charges/resolve-attempt'
import { resumeCheckout } from '../checkout/resume-checkout'
import { returnFromCheckout } from '../checkout/return-from-checkout'
import { startCheckout } from '../checkout/start-checkout'
import { db } from '../db/prisma'
import { createProduct } from '../dodo/products'
import type { Definition, FunnelPlacement, Step } from '../funnels/definition'
import { putFunnel } from '../funnels/put-funnel'
import { ensureSessionId } from '../identity/session'
import { getViewer } from '../identity/viewer'
import { acceptOffer } from '../offers/accept-offer'
import { declineOffer } from '../offers/decline-offer'
import { findOwnImpression, type OwnImpression } from '../offers/find-own-impression'
import { payAtCheckout } from '../offers/pay-at-checkout'
import { presentBuyNow } from '../offers/present-buy-now'
import { type Browser, inBrowser, newBrowser } from './browser'
import { SHOP_URL } from './shop'

/** Somebody with a browser and an e-mail address of their own. */
export type Shopper = { browser: Browser; sessionId: string; email: string }

export async function newShopper(): Promise<Shopper> {
  const browser = newBrowser(SHOP_URL)
  const sessionId = await inBrowser(browser, ensureSessionId)
  return { browser, sessionId, email: `${randomUUID()}@example.com` }
}

/** A published funnel; one step leads to the next when it is declined. */
export async function newFunnel(
  key: string,
  placement: FunnelPlacement,
  steps: (Partial<Step> & { offer: string; product: string })[],
  rest: Partial<Definition> = {},
) {
  const blank = {
    kind: 'cross_sell' as const,
    quantities: [1],
    discountCode: null,
    deadlineMinutes: 30,
    cooldownDays: 30,
    texts: {},
    legal: {},
    art: null,
    compare: false,
  }
  return putFunnel(key, placement, {
    ...{ priority: 1, rule: { all: [] }, markets: [], entry: steps[0]?.offer ?? null },
    steps: steps.map((step, at) => ({
      ...blank,
      key: step.offer,
      edges: { accepted: null, declined: steps[at + 1]?.offer ?? null, failed: null, expired: null },
      ...step,
    })),
    ...rest,
  })
}

/** A product of its own, at the provider and in the catalogue, with an offer on its own page. */
export async function newProduct({ price = 1_900, kind = 'one_time' as 'one_time' | 'subscription' } = {}) {
  const slug = `product-${randomUUID()}`
  const interval = kind === 'subscription' ? 'month' : null
  const shared = {
    slug,
    taxCategory: 'digital_products',
    priceMinor: price,
    currency: 'USD',
    interval,
  } as const
  const providerProductId = await createProduct({ ...shared, name: slug.slice(0, 40), description: slug })
  const product = await db.product.create({
    data: { id: slug, ...shared, kind, providerProductId, delivery: 'license_key', art: 'none', position: 1 },
  })
  await newFunnel(slug, 'product_page', [{ offer: slug, product: slug }])
  return { ...product, providerProductId }
}

export type NewProduct = Awaited<ReturnType<typeof newProduct>>

/** The network address that shoppers of tests share. */
export const VISITOR = 'the network of the tests'

/** Goes on with an order that is not paid. */
export async function resumeAt(orderId: string) {
  const order = await db.order.findUniqueOrThrow({ where: { id: orderId }, include: { user: true } })
  return resumeCheckout(order, { locale: 'en', visitor: VISITOR })
}

/** Opens the provider's page for a product; the order and the attempt are there, nothing is paid. */
export async function openCheckout(shopper: Shopper, slug: string, box: Box | null = null) {
  const started = await inBrowser(shopper.browser, async () => {
    const { user } = await getViewer()
    const sessionId = await ensureSessionId()
    return startCheckout({ sessionId, user, slug, locale: 'en', visitor: VISITOR, box })
  })
  if (!started.ok) throw new Error(`no checkout: ${started.error.code}`)
  const attempt = await db.chargeAttempt.findFirstOrThrow({ where: { checkoutUrl: started.value.url } })
  return { url: started.value.url, attemptId: attempt.id, orderId: attempt.orderId }
}

/** Fills in the provider's page. */
export const pay = (shopper: Shopper, url: string, fields: Record<string, string> = {}) =>
  submitCheckout(url, { email: shopper.email, ...fields })

/** Comes back from the provider's page, and is told where to go on. */
export const comeBack = (shopper: Shopper, orderId: string, impressionId: string | null = null) =>
  inBrowser(shopper.browser, () => returnFromCheckout({ orderId, impressionId, left: false }, 'en'))

/** Goes back from the provider's page before its end, and is told where to go on. */
export const leave = (shopper: Shopper, orderId: string, impressionId: string | null = null) =>
  inBrowser(shopper.browser, () => returnFromCheckout({ orderId, impressionId, left: true }, 'en'))

/** Somebody who has just bought a product on the provider's page. */
export async function newCustomer({
  slug,
  ...fields
}: {
  slug?: string
  number?: string
  country?: string
  expiry?: string
} = {}) {
  const shopper = await newShopper()
  const checkout = await openCheckout(shopper, slug ?? (await newProduct()).slug)
  await pay(shopper, checkout.url, fields)
  const next = await comeBack(shopper, checkout.orderId)
  const line = await db.orderLine.findFirstOrThrow({
    where: { orderId: checkout.orderId, impressionId: null },
    include: { payment: true },
  })
  if (!line.payment) throw new Error('the first purchase was not paid')
  return { ...shopper, ...checkout, next, customerId: line.payment.providerCustomer }
}

export type Customer = Awaited<ReturnType<typeof newCustomer>>

/** An offer for one click that nobody has answered yet, of a product that nobody else is offered. */
export async function newOffer(customer: Shopper, options: Parameters<typeof newProduct>[0] = {}) {
  const product = await newProduct(options)
  const presented = await buyNow(customer, product.slug)
  if (presented?.kind !== 'presented') throw new Error('no offer was presented')
  return { ...presented, productId: product.id, providerProductId: product.providerProductId }
}

/** What the page of a product would offer this shopper for one click. */
export const buyNow = (shopper: Shopper, slug: string) =>
  inBrowser(shopper.browser, async () => presentBuyNow(await getViewer(), slug, 'en'))

export type NewOffer = Awaited<ReturnType<typeof newOffer>>

export const own = (shopper: Shopper, impressionId: string): Promise<OwnImpression> =>
  inBrowser(shopper.browser, async () => {
    const impression = await findOwnImpression(impressionId)
    if (!impression) throw new Error('the offer is not theirs')
    return impression
  })

/** A page that told of no try to pay yet. */
export const seen = { locale: 'en', userAgent: 'test browser', attemptId: null }

/** A yes; `attemptId` is the last try to pay that the page told of. */
export const accept = async (shopper: Shopper, impressionId: string, attemptId: string | null = null) =>
  acceptOffer(await own(shopper, impressionId), { ...seen, attemptId })
export const decline = async (shopper: Shopper, impressionId: string) =>
  declineOffer(await own(shopper, impressionId))
export const payElsewhere = async (shopper: Shopper, impressionId: string) =>
  payAtCheckout(await own(shopper, impressionId), 'en')

/** The attempts to be paid for an offer, or for what an order began with; oldest first. */
export const attemptsOf = (orderId: string, impressionId: string | null) =>
  db.chargeAttempt.findMany({ where: { orderId, impressionId }, orderBy: { createdAt: 'asc' } })

export async function theAttempt(impressionId: string) {
  const attempts = await db.chargeAttempt.findMany({ where: { impressionId } })
  const [attempt] = attempts
  if (!attempt || attempts.length > 1) throw new Error(`${attempts.length} attempts`)
  return attempt
}

/** An offer taken with one click and paid, with its line. */
export async function buyWithOneClick(customer: Customer, options: Parameters<typeof newProduct>[0] = {}) {
  const offer = await newOffer(customer, options)
  await accept(customer, offer.impressionId)
  await resolveAttempt((await theAttempt(offer.impressionId)).id)
  const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: offer.impressionId } })
  if (!line.paymentId) throw new Error('the offer was not paid')
  return { ...offer, lineId: line.id, paymentId: line.paymentId }
}

export const lineOf = (id: string) => db.orderLine.findUniqueOrThrow({ where: { id } })

/** Lets time pass for an attempt: everything about it happened so much earlier. */
export async function age(attemptId: string, seconds: number): Promise<void> {
  await db.$executeRaw`UPDATE charge_attempt SET
    created_at = created_at - make_interval(secs => ${seconds}), armed_at = armed_at - make_interval(secs => ${seconds})
    WHERE id = ${attemptId}`
}
