import { runOnce } from 'graphile-worker'
import { describe, expect, test, vi } from 'vitest'
import { metadataOf } from '@/lib/testing/provider-line'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, age, comeBack, newCustomer, newOffer, theAttempt } = await import('@/lib/testing/shopper')
const { due, waiting, work } = await import('@/lib/testing/work')
const { addJob } = await import('@/lib/db/jobs')
const { db } = await import('@/lib/db/prisma')
const { pool } = await import('@/lib/db/pool')
const { releaseDeadJobs } = await import('@/lib/db/release-dead-jobs')
const { tasks } = await import('../../worker/tasks')
const { resolveAttempt } = await import('./resolve-attempt')

type Customer = Awaited<ReturnType<typeof newCustomer>>
const RESET = { charged: true, answer: 'reset' } as const
const NOTHING = { charged: false, answer: 'reset' } as const

async function unknownCharge(customer: Customer, fault: typeof RESET | typeof NOTHING = RESET) {
  const offer = await newOffer(customer)
  shop.line.spoil(offer.providerProductId, fault)
  await accept(customer, offer.impressionId)
  const attempt = await theAttempt(offer.impressionId)
  expect(attempt.state).toBe('unknown')
  return { ...offer, attempt }
}

const sentWith = (attemptId: string) => {
  const [charge] = shop.line.charges(attemptId)
  if (!charge) throw new Error('nothing was sent')
  return metadataOf(charge)
}

/** Charges the customer at the provider behind the shop's back. */
const chargeElsewhere = async (
  customer: Customer,
  product: string,
  metadata: Record<string, string> = {},
) => {
  const { items } = await shop.provider.customers.retrievePaymentMethods(customer.customerId)
  return shop.provider.checkoutSessions.create({
    product_cart: [{ product_id: product, quantity: 1 }],
    customer: { customer_id: customer.customerId },
    payment_method_id: items[0]?.payment_method_id ?? '',
    confirm: true,
    metadata,
  })
}

describe('looking for a charge by listing', () => {
  test('reads page after page from 0 to the empty one, behind 230 newer payments', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId, providerProductId } = await unknownCharge(customer)
    for (let round = 0; round < 23; round += 1) {
      await Promise.all(Array.from({ length: 10 }, () => chargeElsewhere(customer, providerProductId)))
    }
    await resolveAttempt(attempt.id)
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
    const pages = shop.line.calls
      .map(({ path }) => new URL(path, shop.line.url).searchParams)
      .filter((query) => query.get('customer_id') === customer.customerId && query.has('page_number'))
      .map((query) => query.get('page_number'))
    expect(pages).toEqual(['0', '1', '2', '3'])
  })

  test('believes no payment that only claims to be the one', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId, providerProductId } = await unknownCharge(customer, NOTHING)
    for (const tag of ['x'.repeat(43), '']) {
      await chargeElsewhere(customer, providerProductId, { ...sentWith(attempt.id), tag })
    }
    await chargeElsewhere(customer, providerProductId, { attempt_id: attempt.id })
    await resolveAttempt(attempt.id)
    expect((await theAttempt(impressionId)).state).toBe('unknown')
    expect(await db.payment.count({ where: { attemptId: attempt.id } })).toBe(0)
  })

  test('keeps one of two payments that name the attempt, and delivers once', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId, providerProductId } = await unknownCharge(customer)
    await chargeElsewhere(customer, providerProductId, sentWith(attempt.id))
    await Promise.all([resolveAttempt(attempt.id), resolveAttempt(attempt.id)])
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
    expect(await db.payment.count({ where: { attemptId: attempt.id, status: 'succeeded' } })).toBe(2)
    expect(await db.entitlement.count({ where: { line: { impressionId } } })).toBe(1)
  })

  test('finds it at a later look when the list is behind', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId } = await unknownCharge(customer)
    const list = ({ path }: { path: string }) => path.includes(`customer_id=${customer.customerId}`)
    shop.line.spoil(list, { charged: false, answer: { status: 200, body: '{"items":[]}' } })
    await due('resolve_attempt', attempt.id)
    await work()
    expect((await theAttempt(impressionId)).state).toBe('unknown')
    await due('resolve_attempt', attempt.id)
    await work()
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
    expect(await waiting('resolve_attempt', attempt.id)).toEqual([])
  })
})

describe('the look-ups of a charge', () => {
  test('go on for days, and show it to a person after an hour', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId } = await unknownCharge(customer, NOTHING)
    const waits: number[] = []
    for (;;) {
      const [job] = await waiting('resolve_attempt', attempt.id)
      if (!job) break
      const seconds = Math.max(0, Math.round((job.runAt.getTime() - Date.now()) / 1_000))
      waits.push(seconds)
      await age(attempt.id, seconds)
      await due('resolve_attempt', attempt.id)
      await work()
    }
    expect(waits).toHaveLength(15)
    expect(waits.reduce((sum, seconds) => sum + seconds)).toBeGreaterThan(5 * 86_400)
    expect(await theAttempt(impressionId)).toMatchObject({ state: 'needs_review', reason: 'NO_PROOF' })
  })

  test('are not used up by a shopper who keeps coming back', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId, orderId } = await unknownCharge(customer, NOTHING)
    for (let visit = 0; visit < 16; visit += 1) {
      await comeBack(customer, orderId, impressionId)
      await due('resolve_attempt', attempt.id)
      await work()
    }
    expect(await waiting('resolve_attempt', attempt.id)).toHaveLength(1)
  })

  test('go on when the shopper comes back while one is running', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId, orderId } = await unknownCharge(customer, NOTHING)
    const list = ({ path }: { path: string }) => path.includes(`customer_id=${customer.customerId}`)
    const held = shop.line.hold(list)
    await due('resolve_attempt', attempt.id)
    const working = work()
    await held.done
    await comeBack(customer, orderId, impressionId)
    held.release()
    await working
    const jobs = await waiting('resolve_attempt', attempt.id)
    expect(jobs).toHaveLength(1)
    expect(jobs[0]?.attempts).toBe(0)
  })

  test('go on after the worker was killed in the middle of one', async () => {
    const customer = await newCustomer()
    const { attempt, impressionId } = await unknownCharge(customer)
    await pool.query(
      `UPDATE graphile_worker._private_jobs SET run_at = now(), attempts = 1, locked_by = 'worker-that-was-killed',
       locked_at = now() - interval '3 minutes' WHERE key = $1`,
      [`attempt:${attempt.id}`],
    )
    await work()
    expect((await theAttempt(impressionId)).state).toBe('unknown')
    await releaseDeadJobs()
    await work()
    expect((await theAttempt(impressionId)).state).toBe('succeeded')
  })

  test('go before everything else that waits, however long it has', async () => {
    const { attempt } = await unknownCharge(await newCustomer())
    await pool.query('UPDATE graphile_worker._private_jobs SET run_at = now()')
    await addJob(db, 'send_receipt', { orderId: attempt.orderId }, { runAt: new Date(0) })
    const done: string[] = []
    const keep = Object.fromEntries(
      Object.keys(tasks).map((task) => [task, async () => void done.push(task)]),
    )
    await runOnce({
      connectionString: shop.databaseUrl,
      taskList: keep,
      concurrency: 1,
      noHandleSignals: true,
    })
    expect(done).toContain('resolve_attempt')
    expect(done).toContain('send_receipt')
    expect(done.lastIndexOf('resolve_attempt')).toBeLessThan(done.indexOf('send_receipt'))
  })
})
