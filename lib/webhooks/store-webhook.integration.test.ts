import { afterAll, expect, test } from 'vitest'
import { createTestDatabase } from '@/scripts/testing/database'
import type { Message } from './store-webhook'

await createTestDatabase()
const { pool } = await import('@/lib/db/pool')
const { storeWebhook } = await import('./store-webhook')
afterAll(() => pool.end())

const message = (id: string, change: Partial<Message> = {}): Message => ({
  id,
  eventType: 'payment.succeeded',
  body: `{"quote":"\\"","id":"${id}"}`,
  bodyHash: `hash of ${id}`,
  state: 'new',
  note: null,
  object: null,
  ...change,
})

const storedAs = async (prefix: string) => {
  const { rows } = await pool.query<{ id: string; body: string; deliveries: number; jobs: number }>(
    `SELECT id, body, deliveries, (
       SELECT count(*)::int FROM graphile_worker._private_jobs job WHERE job.payload->>'id' = message.id) AS jobs
     FROM webhook_message message WHERE id LIKE $1 || '%' ORDER BY length(id), id`,
    [prefix],
  )
  return rows
}

const outcomes = async (messages: Message[]) =>
  (await Promise.allSettled(messages.map(storeWebhook))).map(({ status }) => status)

test('a burst is stored whole, each webhook with its own body and job', async () => {
  const burst = Array.from({ length: 100 }, (_, index) => message(`burst_${index}`))
  expect(new Set(await outcomes(burst))).toEqual(new Set(['fulfilled']))
  expect(await storedAs('burst_')).toEqual(
    burst.map(({ id, body }) => ({ id, body, deliveries: 1, jobs: 1 })),
  )
})

test('the same webhook twice at the same moment is one message and two deliveries', async () => {
  expect(await outcomes([message('first'), message('twin'), message('twin'), message('twin')])).not.toContain(
    'rejected',
  )
  expect(await storedAs('twin')).toMatchObject([{ id: 'twin', deliveries: 3 }])
})

test('one that the database refuses does not take the others with it', async () => {
  const refused = message('mixed_1', { eventType: 'no text holds this: \u0000' })
  expect(await outcomes([message('mixed_0'), refused, message('mixed_2'), message('mixed_3')])).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
  ])
  expect((await storedAs('mixed_')).map(({ id, jobs }) => `${id} ${jobs}`)).toEqual([
    'mixed_0 1',
    'mixed_2 1',
    'mixed_3 1',
  ])
})

test('one that is not for the worker gets no job', async () => {
  await storeWebhook(message('set_aside', { state: 'quarantined', note: 'unreadable' }))
  expect(await storedAs('set_aside')).toMatchObject([{ jobs: 0 }])
})
