import { EventEmitter } from 'node:events'
import { afterAll, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, newCustomer, newOffer, theAttempt } = await import('@/lib/testing/shopper')
const { due } = await import('@/lib/testing/work')
const { addJob } = await import('@/lib/db/jobs')
const { db } = await import('@/lib/db/prisma')
const { runLanes } = await import('./lanes')

const lanes = await runLanes(new EventEmitter())
afterAll(() => Promise.all(lanes.map((lane) => lane.stop())))

test('what became of a charge is found out while everything else stands still', async () => {
  const held = Array.from({ length: 8 }, (_, at) =>
    shop.line.hold(({ path }) => path.includes(`cus_held_${at}`)),
  )
  for (const at of held.keys()) await addJob(db, 'forget_customer', { customerId: `cus_held_${at}` })
  await Promise.all(held.slice(0, 4).map(({ done }) => done))

  const customer = await newCustomer()
  const { impressionId, providerProductId } = await newOffer(customer)
  shop.line.spoil(providerProductId, { charged: true, answer: 'reset' })
  await accept(customer, impressionId)
  const { id, state } = await theAttempt(impressionId)
  expect(state).toBe('unknown')
  await due('resolve_attempt', id)
  await vi.waitFor(async () => expect((await theAttempt(impressionId)).state).toBe('succeeded'), 20_000)
  for (const { release } of held) release()
})
