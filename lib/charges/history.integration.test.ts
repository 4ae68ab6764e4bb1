import fc from 'fast-check'
import { expect, test, vi } from 'vitest'
import type { Charged } from '@/lib/testing/invariants'
import type { Fault } from '@/lib/testing/provider-line'
import { newSeed, SCENARIOS, SCENARIOS_MS } from '@/lib/testing/seed'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, age, attemptsOf, comeBack, decline, newCustomer, newOffer, pay, payElsewhere } = await import(
  '@/lib/testing/shopper'
)
const { refundSteps } = await import('@/lib/testing/refund-steps')
const { findBreaks } = await import('@/lib/testing/invariants')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('./resolve-attempt')
const { syncPayment } = await import('./sync-payment')

const BESIDE = 4

const FAULTS: Fault['answer'][] = [
  'reset',
  { status: 500, body: '{"code":"X"}' },
  { status: 200, body: '<html>' },
]
const fault = fc.record({ charged: fc.boolean(), answer: fc.constantFrom(...FAULTS) })

/** What can happen around one offer. Some things happen twice, or at the same moment. */
const step = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('yes', 'two yeses', 'no', 'yes and no', 'another way', 'yes and another way'),
  },
  { weight: 3, arbitrary: fc.constantFrom('pay the page', 'declined on the page', 'pay the first page') },
  {
    weight: 3,
    arbitrary: fc.constantFrom('webhooks', 'webhooks twice', 'come back', 'look', 'look and webhooks'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'an hour passes',
      'a day passes',
      'the bank thinks',
      'the bank pays',
      'the bank refuses',
    ),
  },
  { weight: 2, arbitrary: fault },
  {
    weight: 2,
    arbitrary: fc.constantFrom('undo', 'two undos', 'undo and webhooks', 'the desk refunds', 'refund jobs'),
  },
  { weight: 1, arbitrary: fc.constantFrom('a refund is lost', 'a refund is refused') },
)
const scenario = fc.record({
  card: fc.constantFrom('4242424242424242', '4000000000000341', '4000003800000446'),
  steps: fc.array(step, { minLength: 3, maxLength: 14 }),
})

type Scenario = typeof scenario extends fc.Arbitrary<infer T> ? T : never

/** A plain yes for a card that pays and one that is refused, whatever chance brings besides. */
const PLAIN: Scenario[] = [
  { card: '4242424242424242', steps: ['yes'] },
  { card: '4242424242424242', steps: ['yes', 'webhooks', 'a refund is lost', 'two undos'] },
  { card: '4242424242424242', steps: ['yes', 'webhooks', 'the desk refunds', 'undo and webhooks'] },
  { card: '4000000000000341', steps: ['yes'] },
]

async function play({ card, steps }: Scenario): Promise<void> {
  const customer = await newCustomer({ number: card })
  const { impressionId, orderId, providerProductId } = await newOffer(customer)
  const pages: string[] = []

  const payments = async () =>
    (await shop.control<{ items: Charged[] }>('GET', `/payments?email=${customer.email}`)).items
  const attempts = () => db.chargeAttempt.findMany({ where: { impressionId } })
  const webhooks = async () =>
    void (await Promise.all((await payments()).map((p) => syncPayment(p.payment_id))))
  const look = async () => void (await Promise.all((await attempts()).map(({ id }) => resolveAttempt(id))))
  const later = async (seconds: number) => {
    for (const { id } of await attempts()) await age(id, seconds)
  }
  const yes = async () => {
    const all = await attemptsOf(orderId, impressionId)
    await accept(customer, impressionId, all.at(-1)?.id)
  }
  const elsewhere = async () => {
    const answer = await payElsewhere(customer, impressionId)
    if (answer.to === 'checkout' && !pages.includes(answer.url)) pages.push(answer.url)
  }
  const payPage = async (url: string | undefined, number: string) => {
    if (url) await pay(customer, url, { number })
  }
  const settle = async (status: 'succeeded' | 'failed') => {
    const open = (await payments()).filter(
      (p) => p.status === 'processing' || p.status === 'requires_customer_action',
    )
    for (const { payment_id } of open)
      await shop.control('POST', `/payments/${payment_id}/settle`, { status })
  }

  const refunds = refundSteps(shop, impressionId)

  for (const what of steps) {
    if (typeof what !== 'string') {
      shop.line.spoil(providerProductId, what)
      continue
    }
    switch (what) {
      case 'yes':
        await yes()
        break
      case 'two yeses':
        await Promise.all([yes(), yes()])
        break
      case 'no':
        await decline(customer, impressionId)
        break
      case 'yes and no':
        await Promise.all([yes(), decline(customer, impressionId)])
        break
      case 'another way':
        await elsewhere()
        break
      case 'yes and another way':
        await Promise.all([yes(), elsewhere()])
        break
      case 'pay the page':
        await payPage(pages.at(-1), '4242424242424242')
        break
      case 'declined on the page':
        await payPage(pages.at(-1), '4000000000000002')
        break
      case 'pay the first page':
        await payPage(pages[0], '4242424242424242')
        break
      case 'webhooks':
        await webhooks()
        break
      case 'webhooks twice':
        await Promise.all([webhooks(), webhooks()])
        break
      case 'come back':
        await comeBack(customer, orderId, impressionId)
        break
      case 'look':
        await look()
        break
      case 'look and webhooks':
        await Promise.all([look(), webhooks()])
        break
      case 'an hour passes':
        await later(3_600)
        break
      case 'a day passes':
        await later(86_400)
        break
      case 'the bank thinks':
        await shop.control('POST', '/weather', {
          match: { email: customer.email },
          effect: { processing: true },
          times: 1,
        })
        break
      case 'undo':
        await refunds.undo()
        break
      case 'two undos':
        await Promise.all([refunds.undo(), refunds.undo()])
        break
      case 'undo and webhooks':
        await Promise.all([refunds.undo(), webhooks(), refunds.lookForRefunds()])
        break
      case 'the desk refunds':
        await refunds.refundAtDesk()
        break
      case 'refund jobs':
        await refunds.lookForRefunds()
        break
      case 'a refund is lost':
      case 'a refund is refused':
        await refunds.spoilRefund(what === 'a refund is lost')
        break
      case 'the bank pays':
        await settle('succeeded')
        break
      case 'the bank refuses':
        await settle('failed')
        break
    }
  }
  await settle('failed')
  await webhooks()
  await later(60)
  await look()
  await later(7_200)
  await look()
  await refunds.lookForRefunds()
}

test('whatever happens around an offer, the money is right in the end', {
  timeout: SCENARIOS_MS,
}, async () => {
  const seed = newSeed('histories of charges')
  const scenarios = [...PLAIN, ...fc.sample(scenario, { numRuns: SCENARIOS, seed })]
  const queue = [...scenarios.entries()]
  await Promise.all(
    Array.from({ length: BESIDE }, async () => {
      for (let next = queue.shift(); next; next = queue.shift()) {
        const [at, of] = next
        await play(of).catch((cause: unknown) => {
          throw new Error(`SEED=${seed}, scenario ${at}: ${JSON.stringify(of)}`, { cause })
        })
      }
    }),
  )
  const { items } = await shop.control<{ items: Charged[] }>('GET', '/payments')
  expect(await findBreaks(shop.line.calls, items), `SEED=${seed}`).toEqual([])

  const ends = new Set((await db.chargeAttempt.findMany()).map(({ method, state }) => `${method} ${state}`))
  for (const end of [
    'one_click succeeded',
    'one_click failed',
    'one_click refunded',
    'hosted_checkout succeeded',
  ])
    expect(ends).toContain(end)
})
