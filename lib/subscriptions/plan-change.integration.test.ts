import { beforeEach, describe, expect, test, vi } from 'vitest'
import { isPlanChange } from '@/lib/testing/provider-line'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { ask, catchUp, change, confirm, look, openPlans, outcomeOf, quoteOf, subscribe } = await import(
  '@/lib/testing/subscriber'
)
const { db } = await import('@/lib/db/prisma')
const { work } = await import('@/lib/testing/work')
type Subscriber = Awaited<ReturnType<typeof subscribe>>

await openPlans()

const MODES = ['prorated_immediately', 'difference_immediately', 'full_immediately', 'do_not_bill'] as const
const setMode = (planChangeMode: (typeof MODES)[number]) =>
  db.shopSettings.update({ where: { id: 'shop' }, data: { planChangeMode } })
const rules = (proration: 'A' | 'C') =>
  shop.control('PATCH', '/settings', { proration, remaining_time: 'days' })
const advance = (duration: string) => shop.control('POST', '/clock', { advance: duration })

/** What the provider says was charged for a subscription, oldest first. */
async function chargesOf({ providerId }: Subscriber) {
  const { items } = await shop.provider.payments.list({
    subscription_id: providerId,
    page_number: 0,
    page_size: 100,
  })
  return items.reverse().map(({ status, total_amount }) => ({ status, total: total_amount }))
}
const planOf = async ({ providerId }: Subscriber) =>
  (await shop.provider.subscriptions.retrieve(providerId)).product_id
const posts = ({ providerId }: Subscriber) =>
  shop.line.calls.filter((call) => isPlanChange(call, providerId)).length

beforeEach(async () => {
  await setMode('difference_immediately')
})

describe.each(['A', 'C'] as const)('under the rules %s', (generation) => {
  beforeEach(async () => {
    await rules(generation)
  })

  test.each(MODES)('an upgrade by %s charges what was quoted', async (mode) => {
    const who = await subscribe('lumen-basic')
    await setMode(mode)
    const { quote, outcome } = await change(who, { plan: 'lumen-pro' })
    const charges = await chargesOf(who)
    const charged = charges.slice(1).reduce((sum, { total }) => sum + total, 0)
    expect(charged).toBe(quote.due.amount)
    expect(outcome).toMatchObject({ state: 'applied', charged: quote.due, gap: null })
    expect(await look(who)).toMatchObject({
      plan: { slug: 'lumen-pro' },
      standing: 'active',
      hasAccess: true,
    })
  })
})
