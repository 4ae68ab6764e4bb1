import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import { type Fault, isPlanChange, metadataOf } from '@/lib/testing/provider-line'
import { newSeed, SCENARIOS, SCENARIOS_MS } from '@/lib/testing/seed'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { ask, confirm, mine, openPlans, subscribe } = await import('@/lib/testing/subscriber')
const { planTools } = await import('@/lib/testing/plans')
const { db } = await import('@/lib/db/prisma')
const { refreshSubscription } = await import('./refresh-subscription')
const { resolveChange } = await import('./resolve-change')
const { cancelSubscription, keepPlan, undoCancel } = await import('./standing-changes')
const { atProvider, setMode } = planTools(shop)

const BESIDE = 4
const AT_REST = ['applied', 'declined', 'refused', 'kept', 'released', 'scheduled', 'needs_review']

const FAULTS: Fault['answer'][] = [
  'reset',
  { status: 500, body: '{"code":"X"}' },
  { status: 409, body: '{"code":"PENDING_PLAN_CHANGE_EXISTS","message":""}' },
]
const fault = fc.record({ charged: fc.boolean(), answer: fc.constantFrom(...FAULTS) })

/** What can happen to a plan. Some things happen twice, or at the same moment. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.constantFrom('up', 'up twice', 'down now', 'down later', 'up and down'),
  },
  { weight: 2, arbitrary: fc.constantFrom('keep', 'cancel', 'undo cancel', 'up and cancel') },
  { weight: 3, arbitrary: fc.constantFrom('webhooks', 'webhooks twice', 'look', 'look and webhooks') },
  {
    weight: 2,
    arbitrary: fc.constantFrom('the bank thinks', 'the bank pays', 'the bank refuses', 'an hour passes'),
  },
  { weight: 2, arbitrary: fault },
)
const scenario = fc.record({
  card: fc.constantFrom('4242424242424242', '4000000000000341', '4000003800000446'),
  steps: fc.array(step, { minLength: 3, maxLength: 10 }),
})
type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

const PLAIN: Scenario[] = [
  { card: '4242424242424242', steps: ['up twice'] },
  { card: '4242424242424242', steps: [{ charged: true, answer: 'reset' }, 'up', 'down later'] },
  { card: '4000000000000341', steps: ['up'] },
]

type Paid = { payment_id: string; status: string; total_amount: number; metadata: Record<string, unknown> }
type Who = Awaited<ReturnType<typeof subscribe>>

const payments = async (who: Who) =>
  (await shop.control<{ items: Paid[] }>('GET', `/payments?email=${who.email}`)).items
const changes = (who: Who) => db.planChange.findMany({ where: { subscriptionId: who.subscriptionId } })

let buying: Promise<unknown> = Promise.resolve()

/** They buy one after the other: the jobs that follow are done by whoever waits for them. */
function subscribeInTurn(number: string): Promise<Who> {
  const bought = buying.then(() => subscribe('lumen-basic', { number }))
  buying = bought.catch(() => undefined)
  return bought
}

async function play({ card, steps }: Scenario): Promise<string[]> {
  const who = await subscribeInTurn(card)
  const yes = async (plan: string, when: 'now' | 'period_end', times = 1) => {
    const asked = await ask(who, { plan, when })
    if (asked.state !== 'quoted') return
    await Promise.all(Array.from({ length: times }, () => confirm(who, asked.quote.id)))
  }
  const webhooks = async () => void (await refreshSubscription(who.providerId))
  const look = async () => {
    for (const { id } of await changes(who)) await resolveChange(id)
  }
  const later = (hours: number) =>
    db.$executeRaw`UPDATE plan_change SET armed_at = armed_at - make_interval(hours => ${hours}),
      created_at = created_at - make_interval(hours => ${hours}) WHERE subscription_id = ${who.subscriptionId}`
  const settle = async (status: 'succeeded' | 'failed') => {
    for (const payment of await payments(who))
      if (payment.status === 'processing' || payment.status === 'requires_customer_action')
        await shop.control('POST', `/payments/${payment.payment_id}/settle`, { status })
  }
  const steering: Record<Extract<(typeof steps)[number], string>, () => Promise<unknown>> = {
    up: () => yes('lumen-pro', 'now'),
    'up twice': () => yes('lumen-pro', 'now', 2),
    'down now': () => yes('lumen-basic', 'now'),
    'down later': () => yes('lumen-basic', 'period_end'),
    'up and down': () => Promise.all([yes('lumen-studio', 'now'), yes('lumen-basic', 'period_end')]),
    keep: async () => keepPlan(await mine(who)),
    cancel: async () => cancelSubscription(await mine(who)),
    'undo cancel': async () => undoCancel(await mine(who)),
    'up and cancel': async () => Promise.all([yes('lumen-pro', 'now'), cancelSubscription(await mine(who))]),
    webhooks,
    'webhooks twice': () => Promise.all([webhooks(), webhooks()]),
    look,
    'look and webhooks': () => Promise.all([look(), webhooks()]),
    'an hour passes': () => later(1),
    'the bank thinks': () =>
      shop.control('POST', '/weather', {
        match: { email: who.email },
        effect: { processing: true },
        times: 1,
      }),
    'the bank pays': () => settle('succeeded'),
    'the bank refuses': () => settle('failed'),
  }
  for (const what of steps) {
    if (typeof what === 'string') await steering[what]()
    else shop.line.spoil((call) => isPlanChange(call, who.providerId), what)
  }
  await settle('failed')
  await webhooks()
  await look()
  await later(2)
  await look()
  await webhooks()
  return breaksOf(who)
}

/** What does not hold of a plan at rest, judged by the rows, by what went over the line and by what the provider says. */
async function breaksOf(who: Who): Promise<string[]> {
  const broken: string[] = []
  const must = (holds: boolean, what: string) => holds || broken.push(`${what}: ${who.subscriptionId}`)
  const all = await changes(who)
  const paid = (await payments(who)).filter(({ status }) => status === 'succeeded')
  const sent = shop.line.calls.filter((call) => isPlanChange(call, who.providerId))
  for (const change of all) {
    const { id, state, posts, dueMinor, chargedMinor } = change
    const own = paid.filter(({ metadata }) => metadata.plan_change_id === id)
    must(posts <= 1, 'I2 armed once')
    must(sent.filter((call) => metadataOf(call).plan_change_id === id).length === posts, 'I2 sent once')
    must(AT_REST.includes(state), `I17 progress (${state})`)
    must(own.length <= 1, 'I1 charged once')
    must(own.length === 0 || state === 'applied', `I9 no money without its plan (${state})`)
    must(state !== 'applied' || dueMinor === 0 || own.length === 1, 'I8 no change made up')
    must(chargedMinor === null || chargedMinor === (own[0]?.total_amount ?? 0), 'I11 the sum that was taken')
    must(
      own.every(({ total_amount }) => total_amount === dueMinor),
      'I11 the sum agreed to',
    )
  }
  const known = new Set(all.map(({ id }) => id))
  for (const { metadata } of paid)
    must(!metadata.plan_change_id || known.has(String(metadata.plan_change_id)), 'I3 written before sent')
  const theirs = await atProvider(who)
  const ours = await db.subscription.findUniqueOrThrow({
    where: { id: who.subscriptionId },
    include: { product: true, scheduledProduct: true },
  })
  must(ours.product.providerProductId === theirs.product_id, 'the plan is the provider’s')
  must(ours.cancelAtPeriodEnd === theirs.cancel_at_next_billing_date, 'its end is the provider’s')
  must(
    (ours.scheduledProduct?.providerProductId ?? null) === (theirs.scheduled_change?.product_id ?? null),
    'what waits for it is the provider’s',
  )
  return broken
}

await openPlans()
await setMode('difference_immediately')

test('whatever happens to a plan, its money and its terms are right in the end', {
  timeout: SCENARIOS_MS,
}, async () => {
  const seed = newSeed('histories of plans')
  const scenarios = [...PLAIN, ...fc.sample(scenario, { numRuns: Math.ceil(SCENARIOS / 4), seed })]
  const queue = [...scenarios.entries()]
  const broken: string[] = []
  await Promise.all(
    Array.from({ length: BESIDE }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [at, of] = next
        const found = await play(of).catch((error: unknown) => [String(error)])
        broken.push(...found.map((what) => `SEED=${seed}, scenario ${at}, ${what}: ${JSON.stringify(of)}`))
      }
    }),
  )
  expect(broken).toEqual([])
  const ends = new Set((await db.planChange.findMany()).map(({ state }) => state))
  for (const end of ['applied', 'declined', 'scheduled'] as const) expect(ends).toContain(end)
})
