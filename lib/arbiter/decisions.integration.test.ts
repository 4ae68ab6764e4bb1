import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { comeBack, decline, newCustomer, newFunnel, newProduct, newShopper, openCheckout, pay } = await import(
  '@/lib/testing/shopper'
)
const { db } = await import('@/lib/db/prisma')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')
const { saveArbiterSettings } = await import('./settings')
const { listDecisions } = await import('./queries')

const wanted = await newProduct()
const bonus = await newProduct()
const rule = {
  all: [
    { fact: 'bought' as const, in: [wanted.slug] },
    { fact: 'country' as const, in: ['US'] },
  ],
}
await newFunnel('main', 'post_purchase', [{ offer: 'bonus', product: bonus.id }], { rule })

const budget = { monthlyAsks: 12, monthlyAsksAfterRefund: 3, ranking: 'priority' as const }
async function whyOf(orderId: string, position = 0) {
  const decision = (await listDecisions(orderId)).find((each) => each.position === position)
  if (!decision) throw new Error('nothing was decided')
  return decision
}
async function buyAgain(customer: Awaited<ReturnType<typeof newCustomer>>, slug: string) {
  const { url, orderId } = await openCheckout(customer, slug)
  await pay(customer, url)
  await comeBack(customer, orderId)
  return orderId
}

test('what is shown says which funnel won', async () => {
  const { orderId } = await newCustomer({ slug: wanted.slug })
  expect(await whyOf(orderId)).toMatchObject({
    ...{ why: 'won', offer: 'bonus', position: 0 },
    trace: { funnels: [{ funnel: 'main', version: 1, result: 'won', reasons: [] }] },
  })
})

test('a rule that did not hold names the condition and what it found', async () => {
  const { orderId } = await newCustomer({ slug: wanted.slug, country: 'DE' })
  const { why, trace } = await whyOf(orderId)
  expect(why).toBe('no_match')
  expect(trace?.funnels[0]).toMatchObject({
    result: 'rule',
    reasons: [{ condition: { fact: 'country', in: ['US'] }, found: ['DE'], held: false }],
  })
})

test('what is owned, and what was declined lately', async () => {
  const owner = await newCustomer({ slug: bonus.slug })
  const owned = await buyAgain(owner, wanted.slug)
  expect((await whyOf(owned)).trace?.funnels[0]?.refused).toEqual([{ offer: 'bonus', why: 'owned' }])
  const decliner = await newCustomer({ slug: wanted.slug })
  const shown = await presentNextOffer(decliner.orderId)
  await decline(decliner, shown?.impressionId ?? '')
  const again = await buyAgain(decliner, wanted.slug)
  expect(await whyOf(again)).toMatchObject({
    why: 'nothing_to_show',
    trace: { funnels: [{ refused: [{ offer: 'bonus', why: 'declined_lately' }] }] },
  })
})

test('a budget that is spent', async () => {
  await saveArbiterSettings({ ...budget, monthlyAsks: 0 })
  const { orderId } = await newCustomer({ slug: wanted.slug })
  expect(await whyOf(orderId)).toMatchObject({ why: 'budget_spent', trace: { funnels: [] } })
  await saveArbiterSettings(budget)
  // Asked again, the same place is decided anew, and what is shown in the end stands there.
  await presentNextOffer(orderId)
  expect(await whyOf(orderId)).toMatchObject({ why: 'won', offer: 'bonus' })
})

test('a price that did not come', async () => {
  const shopper = await newShopper()
  const { url, orderId } = await openCheckout(shopper, wanted.slug)
  await pay(shopper, url)
  shop.line.spoil(({ path }) => path === '/checkouts/preview', { charged: false, answer: 'reset' })
  await comeBack(shopper, orderId)
  expect(await whyOf(orderId)).toMatchObject({ why: 'no_price', offer: null })
})

test('an offer that is switched off', async () => {
  await db.offer.update({ where: { id: 'bonus' }, data: { active: false } })
  const { orderId } = await newCustomer({ slug: wanted.slug })
  expect((await whyOf(orderId)).trace?.funnels[0]?.refused).toEqual([{ offer: 'bonus', why: 'switched_off' }])
})
