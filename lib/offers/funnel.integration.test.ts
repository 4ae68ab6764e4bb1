import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { CATALOG } = await import('@/prisma/seed/catalog-texts')
const { seedCatalog } = await import('@/prisma/seed/seed-catalog')
const { seedFunnels } = await import('@/prisma/seed/seed-funnels')
const { publishMissing } = await import('@/lib/catalog/publish-missing')
const { syncCatalog } = await import('@/lib/catalog/sync-catalog')
const {
  accept,
  comeBack,
  decline,
  newCustomer,

  newShopper,
  openCheckout,
  pay,
  payElsewhere,
  theAttempt,
} = await import('@/lib/testing/shopper')
const { waiting } = await import('@/lib/testing/work')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { whereNext } = await import('@/lib/orders/where-next')
const { presentNextOffer } = await import('./present-next-offer')

await seedCatalog()
await seedFunnels()
await publishMissing(
  CATALOG.map(({ slug, price, interval, taxCategory, texts }) => ({
    ...{ slug, name: texts.en.name, description: texts.en.tagline, taxCategory, interval },
    ...{ priceMinor: price.amount, currency: price.currency },
  })),
)
await syncCatalog()

type Customer = Awaited<ReturnType<typeof newCustomer>>

/** The offer an order sees now, by its key; null at the end of the funnel. */
async function sees(orderId: string) {
  const presented = await presentNextOffer(orderId)
  if (!presented) return null
  const impression = await db.impression.findUniqueOrThrow({
    where: { id: presented.impressionId },
    include: { offer: true },
  })
  return { ...impression, key: impression.offer.key }
}
const keyFor = async (orderId: string) => (await sees(orderId))?.key ?? null

async function say(answer: 'yes' | 'no', customer: Customer, orderId = customer.orderId): Promise<void> {
  const offer = await sees(orderId)
  if (!offer) throw new Error('there is no offer')
  if (answer === 'no') return decline(customer, offer.id)
  await accept(customer, offer.id)
  await resolveAttempt((await theAttempt(offer.id)).id)
}

/** The same person buys once more. */
async function buyAgain(customer: Customer, slug: string): Promise<string> {
  const { url, orderId } = await openCheckout(customer, slug)
  await pay(customer, url)
  await comeBack(customer, orderId)
  return orderId
}

describe('the tree of the course', () => {
  test.each<[string, ('yes' | 'no')[], (string | null)[]]>([
    ['yes, then yes', ['yes', 'yes'], ['course-to-bundle', 'portfolio-review', null]],
    ['yes, then no', ['yes', 'no'], ['course-to-bundle', 'portfolio-review', null]],
    ['no, then yes', ['no', 'yes'], ['course-to-bundle', 'course-to-notebook', null]],
    ['no, then no', ['no', 'no'], ['course-to-bundle', 'course-to-notebook', null]],
  ])('%s', async (_, answers, keys) => {
    const customer = await newCustomer({ slug: 'starter-course' })
    const seen = [await keyFor(customer.orderId)]
    for (const answer of answers) {
      await say(answer, customer)
      seen.push(await keyFor(customer.orderId))
    }
    expect(seen).toEqual(keys)
    expect(await whereNext({ id: customer.orderId, locale: 'en' })).toBe(`/en/orders/${customer.orderId}`)
    const [receipt] = await waiting('send_receipt', customer.orderId)
    expect(receipt?.runAt.getTime()).toBeLessThanOrEqual(Date.now() + 1_000)
  })

  test('a declined card waits for another way; "not now" leads along the failed edge', async () => {
    const customer = await newCustomer({ slug: 'starter-course', number: '4000000000000341' })
    const offer = await sees(customer.orderId)
    await say('yes', customer)
    expect(await keyFor(customer.orderId)).toBe('course-to-bundle')
    await decline(customer, offer?.id ?? '')
    expect(await keyFor(customer.orderId)).toBe('course-to-notebook')
    // No decline: it starts no cool-down.
    expect(await db.impression.findUnique({ where: { id: offer?.id ?? '' } })).toMatchObject({
      state: 'accepted',
    })
  })

  test('a declined card and a passed deadline lead along the failed edge too', async () => {
    const customer = await newCustomer({ slug: 'starter-course', number: '4000000000000341' })
    const offer = await sees(customer.orderId)
    await say('yes', customer)
    await db.impression.update({ where: { id: offer?.id ?? '' }, data: { expiresAt: new Date() } })
    expect(await keyFor(customer.orderId)).toBe('course-to-notebook')
  })

  test('while the charge is unknown nothing else is offered', async () => {
    const customer = await newCustomer({ slug: 'starter-course' })
    const offer = await sees(customer.orderId)
    const { providerProductId } = await db.product.findUniqueOrThrow({ where: { id: 'complete-bundle' } })
    shop.line.spoil(providerProductId ?? '', { charged: false, answer: 'reset' })
    await say('yes', customer)
    await decline(customer, offer?.id ?? '')
    await db.impression.update({ where: { id: offer?.id ?? '' }, data: { expiresAt: new Date() } })
    expect((await sees(customer.orderId))?.id).toBe(offer?.id)
  })

  test('an offer that ran out ends the funnel', async () => {
    const customer = await newCustomer({ slug: 'starter-course' })
    const offer = await sees(customer.orderId)
    await db.impression.update({ where: { id: offer?.id ?? '' }, data: { expiresAt: new Date() } })
    expect(await keyFor(customer.orderId)).toBeNull()
  })

  test('paid at the standard checkout goes on like one click', async () => {
    const customer = await newCustomer({ slug: 'starter-course' })
    const offer = await sees(customer.orderId)
    const page = await payElsewhere(customer, offer?.id ?? '')
    if (page.to !== 'checkout') throw new Error('no page')
    expect((await sees(customer.orderId))?.id).toBe(offer?.id)
    await pay(customer, page.url)
    expect(await comeBack(customer, customer.orderId, offer?.id)).toContain(
      `/en/orders/${customer.orderId}/offers/`,
    )
    expect(await keyFor(customer.orderId)).toBe('portfolio-review')
  })
})

describe('who sees what', () => {
  test.each([
    ['lumen-edit-single', 'single-to-team'],
    ['complete-bundle', 'portfolio-review'],
    ['lumen-basic', 'portfolio-review'],
    ['portfolio-review', null],
  ])('%s leads to %s', async (slug, key) => {
    expect(await keyFor((await newCustomer({ slug })).orderId)).toBe(key)
  })

  test('what is owned is passed over, and what was declined until it has cooled down', async () => {
    const customer = await newCustomer({ slug: 'complete-bundle' })
    await say('no', customer)
    const second = await buyAgain(customer, 'starter-course')
    expect(await keyFor(second)).toBe('course-to-notebook')
    await say('no', customer, second)
    const third = await buyAgain(customer, 'preset-pack')
    expect(await keyFor(third)).toBeNull()
    const declined = { offer: { key: 'portfolio-review' }, order: { sessionId: customer.sessionId } }
    const ago = (ms: number) => new Date(Date.now() - ms)
    const cooldown = 30 * 86_400_000
    await db.impression.updateMany({ where: declined, data: { decidedAt: ago(cooldown - 60_000) } })
    expect(await keyFor(third)).toBeNull()
    await db.impression.updateMany({ where: declined, data: { decidedAt: ago(cooldown) } })
    expect(await keyFor(third)).toBe('portfolio-review')
  })

  test('thirty minutes after paying the sitting is over', async () => {
    const customer = await newCustomer({ slug: 'starter-course' })
    await say('no', customer)
    await db.order.update({
      where: { id: customer.orderId },
      data: { paidAt: new Date(Date.now() - 30 * 60_000) },
    })
    expect(await keyFor(customer.orderId)).toBeNull()
  })

  test('an order that is not paid sees nothing', async () => {
    const shopper = await newShopper()
    const { orderId } = await openCheckout(shopper, 'starter-course')
    expect(await keyFor(orderId)).toBeNull()
  })
})

describe('the way it would be paid', () => {
  test.each([
    ['preset-pack', {}, 'hosted_checkout', 'currency_mismatch'],
    ['starter-course', { number: '4000000000004905' }, 'hosted_checkout', 'card_expired'],
    ['starter-course', {}, 'one_click', 'saved_method'],
    ['starter-course', { country: 'DE' }, 'one_click', 'saved_method'],
  ])('%s with %j: %s, because %s', async (slug, fields, path, pathReason) => {
    const customer = await newCustomer({ slug, ...fields })
    const offer = await sees(customer.orderId)
    expect(offer).toMatchObject({ path, pathReason })
    expect(offer?.totalMinor).toBe((offer?.subtotalMinor ?? 0) + (offer?.taxMinor ?? 0))
    if ('country' in fields) expect(offer?.taxMinor).toBe(Math.round((offer?.subtotalMinor ?? 0) * 0.19))
    if (path === 'hosted_checkout') {
      const answer = await accept(customer, offer?.id ?? '')
      expect(answer.to).toBe('checkout')
      expect(shop.line.charges((await theAttempt(offer?.id ?? '')).id)).toEqual([])
    }
  })

  test('somebody who types the e-mail of another gets none of their cards', async () => {
    const victim = await newCustomer({ slug: 'starter-course' })
    const attacker = await newShopper()
    const { url, orderId } = await openCheckout({ ...attacker, email: victim.email }, 'starter-course')
    await pay({ ...attacker, email: victim.email }, url, { number: '5555555555554444' })
    await comeBack(attacker, orderId)
    const offer = await sees(orderId)
    const { payment } = await db.impression.findUniqueOrThrow({
      where: { id: offer?.id ?? '' },
      include: { payment: true },
    })
    expect(payment.providerCustomer).not.toBe(victim.customerId)
    expect(payment.cardLastFour).toBe('4444')
  })
})

describe('presenting', () => {
  test('by many at once is one offer', async () => {
    const customer = await newCustomer({ slug: 'lumen-edit-single' })
    await db.impression.deleteMany({ where: { orderId: customer.orderId } })
    const presented = await Promise.all(Array.from({ length: 12 }, () => presentNextOffer(customer.orderId)))
    expect(new Set(presented.map((one) => one?.impressionId)).size).toBe(1)
    expect(await db.impression.count({ where: { orderId: customer.orderId } })).toBe(1)
  })

  test('is left out when the provider does not price it; the order page is the answer', async () => {
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, 'lumen-edit-single')
    await pay(shopper, url)
    const preview = ({ path }: { path: string }) => path === '/checkouts/preview'
    for (const answer of [
      'reset',
      { status: 500, body: '{}' },
      { status: 200, body: '{"currency":"usd"}' },
    ] as const) {
      shop.line.spoil(preview, { charged: false, answer })
      expect(await comeBack(shopper, orderId)).toBe(`/en/orders/${orderId}`)
    }
    expect(await comeBack(shopper, orderId)).toContain('/offers/')
  })

  test('passes over a funnel that cannot be read, and says so', async () => {
    const course = await db.funnel.findUniqueOrThrow({ where: { key: 'course' } })
    await db.funnel.update({ where: { id: course.id }, data: { active: false } })
    await db.funnel.create({
      data: {
        id: 'odd',
        key: 'odd',
        versions: {
          create: {
            ...{ id: 'odd:1', number: 1, state: 'published', publishedAt: new Date() },
            definition: { rule: { phase_of_moon: 'full' } },
          },
        },
      },
    })
    const seesInstead = await newCustomer({ slug: 'starter-course' })
    expect(await keyFor(seesInstead.orderId)).toBe('portfolio-review')
    const decision = await db.offerDecision.findFirstOrThrow({ where: { orderId: seesInstead.orderId } })
    expect(decision.trace).toMatchObject({ unreadable: ['odd'] })
    await db.funnel.update({ where: { id: 'odd' }, data: { active: false } })

    await db.funnel.update({ where: { id: course.id }, data: { active: true } })
  })
})
