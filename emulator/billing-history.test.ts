import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type DodoPayments from 'dodopayments'
import type { UpdateSubscriptionPlanReq } from 'dodopayments/resources/subscriptions'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { moneyLaws, type Snapshot, snapshot } from './billing-laws'
import { advance, createPlan, credit, subscribe } from './billing-testing'
import type { RunningEmulator } from './create-emulator'
import { buyOnce, control, sdk, startEmulator, submitCheckout } from './testing'

const PRICES = [2000, 3000, 8000, 20_000]
const GOOD = '4242424242424242'
const ATTACHES_ONLY = '4000000000000341'

type Act =
  | {
      kind: 'change'
      plan: number
      quantity: number
      mode: UpdateSubscriptionPlanReq['proration_billing_mode']
      anyway: boolean
      later: boolean
    }
  | { kind: 'card'; number: string }
  | { kind: 'advance'; days: number }
  | { kind: 'processing' }
  | { kind: 'settle'; good: boolean }
  | { kind: 'link'; number: string }
  | { kind: 'retry' }
  | { kind: 'cancel'; on: boolean }
  | { kind: 'pause'; on: boolean }
  | { kind: 'restart' }

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('change' as const),
      plan: fc.nat({ max: PRICES.length - 1 }),
      quantity: fc.integer({ min: 1, max: 3 }),
      mode: fc.constantFrom(
        'prorated_immediately' as const,
        'difference_immediately' as const,
        'full_immediately' as const,
        'do_not_bill' as const,
      ),
      anyway: fc.boolean(),
      later: fc.nat({ max: 4 }).map((n) => n === 0),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('advance' as const), days: fc.integer({ min: 1, max: 45 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('card' as const),
      number: fc.constantFrom(GOOD, ATTACHES_ONLY),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('link' as const),
      number: fc.constantFrom(GOOD, '4000000000000002'),
    }),
  },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'processing' }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('settle' as const), good: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'retry' }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('cancel' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause' as const), on: fc.boolean() }) },
  { weight: 1, arbitrary: fc.constant<Act>({ kind: 'restart' }) },
)

describe('any history of a subscription', () => {
  test('keeps the laws of its money, also over restarts', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { minLength: 4, maxLength: 14 }),
        fc.constantFrom('A' as const, 'C' as const),
        fc.constantFrom(0, 13),
        fc.constantFrom(0, 3),
        async (acts, proration, renewal_retry_days, grace_days) => {
          const world = await openWorld({ proration, renewal_retry_days, grace_days })
          try {
            for (const each of acts) {
              await perform(world, each)
              moneyLaws(await snapshot(world.emulator, world.client, world.id))
            }
          } finally {
            await world.close()
          }
        },
      ),
      { numRuns: 25 },
    )
  })
})

interface World {
  emulator: RunningEmulator
  client: DodoPayments
  id: string
  plans: string[]
  cards: Record<string, string>
  restart(): Promise<void>
  close(): Promise<void>
}

async function openWorld(settings: object): Promise<World> {
  const dataDir = mkdtempSync(join(tmpdir(), 'emulator-history-'))
  const start = () => startEmulator({ dataDir, settings })
  const emulator = await start()
  const client = sdk(emulator)
  const plans = await Promise.all(PRICES.map((price) => createPlan(client, price)))
  const email = 'history@example.com'
  const id = await subscribe(client, plans[1] ?? '', { email })
  const cards: Record<string, string> = {}
  for (const number of [GOOD, ATTACHES_ONLY])
    cards[number] = (await buyOnce(client, { email, number })).methodId
  const world: World = {
    emulator,
    client,
    id,
    plans,
    cards,
    restart: async () => {
      const before: Snapshot = await snapshot(world.emulator, world.client, id)
      await world.emulator.close()
      world.emulator = await start()
      world.client = sdk(world.emulator)
      expect(await snapshot(world.emulator, world.client, id)).toEqual(before)
    },
    close: async () => {
      await world.emulator.close()
      rmSync(dataDir, { recursive: true })
    },
  }
  return world
}

/** Does one thing as a shop would; a refusal of the API is as good as an answer, a crash is not. */
async function perform(world: World, what: Act): Promise<void> {
  try {
    await attempt(world, what)
  } catch (error) {
    const status = (error as { status?: number }).status
    if (status === undefined || status >= 500) throw error
  }
}

async function attempt(world: World, what: Act): Promise<void> {
  const { emulator, client, id, plans, cards } = world
  switch (what.kind) {
    case 'change': {
      const request: UpdateSubscriptionPlanReq = {
        product_id: plans[what.plan] ?? '',
        quantity: what.quantity,
        proration_billing_mode: what.mode,
        effective_at: what.later ? 'next_billing_date' : 'immediately',
        on_payment_failure: what.anyway ? 'apply_change' : 'prevent_change',
      }
      const before = await credit(emulator, id)
      const preview = await client.subscriptions.previewChangePlan(id, request)
      await client.subscriptions.changePlan(id, request)
      if (preview.immediate_charge.summary.customer_credits > 0) {
        const { balance } = await credit(emulator, id)
        expect(balance - before.balance).toBe(preview.immediate_charge.summary.customer_credits)
      }
      return
    }
    case 'card':
      await client.subscriptions.updatePaymentMethod(id, {
        payment_method: { type: 'existing', payment_method_id: cards[what.number] ?? '' },
      })
      return
    case 'link': {
      const link = await client.subscriptions.updatePaymentMethod(id, { payment_method: { type: 'new' } })
      await submitCheckout(link.payment_link ?? '', { number: what.number })
      return
    }
    case 'advance':
      await advance(emulator, `P${what.days}D`)
      return
    case 'processing':
      await control(emulator, 'POST', '/weather', { effect: { processing: true }, times: 1 })
      return
    case 'settle': {
      const { payments } = await snapshot(emulator, client, id)
      const open = payments.find((payment) => payment.status === 'processing')
      const end = { status: what.good ? 'succeeded' : 'failed' }
      if (open) await control(emulator, 'POST', `/payments/${open.payment_id}/settle`, end)
      return
    }
    case 'retry': {
      const { payments } = await snapshot(emulator, client, id)
      const failed = payments.find((payment) => payment.status === 'failed')
      if (failed) await client.payments.retry(failed.payment_id)
      return
    }
    case 'cancel':
      await client.subscriptions.update(id, { cancel_at_next_billing_date: what.on })
      return
    case 'pause':
      await client.subscriptions.update(id, { status: what.on ? 'paused' : 'active' })
      return
    case 'restart':
      await world.restart()
  }
}
