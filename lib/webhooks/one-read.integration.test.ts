import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { paymentEvent: payment, unseenPayment } = await import('@/lib/testing/payments')
const { sendWebhook: hand } = await import('@/lib/testing/send-webhook')
const { due, waiting, work } = await import('@/lib/testing/work')
const { pool } = await import('@/lib/db/pool')
const { db } = await import('@/lib/db/prisma')
const { processWebhook } = await import('./process-webhook')

const message = (id: string) => db.webhookMessage.findUniqueOrThrow({ where: { id } })
const reads = (id: string) =>
  shop.line.calls.filter(({ method, path }) => method === 'GET' && path === `/payments/${id}`).length

test('one read answers every message about the same payment that was there before, and none that came later', async () => {
  const { paymentId, orderId } = await unseenPayment(shop)
  const [first, second, rendered] = [
    await hand(payment(paymentId)),
    await hand({ ...payment(paymentId), type: 'payment.processing' }),
    await hand(payment(paymentId)),
  ]
  const before = reads(paymentId)
  const read = shop.line.hold(({ method, path }) => method === 'GET' && path === `/payments/${paymentId}`)
  const working = processWebhook(first.id)
  await read.done
  const late = await hand(payment(paymentId))
  await hand({ ...payment(paymentId), timestamp: 'another' }, { id: rendered.id })
  read.release()
  await working

  const states = async () =>
    (await Promise.all([first, second, rendered, late].map(({ id }) => message(id)))).map(
      ({ state }) => state,
    )
  expect(await states()).toEqual(['done', 'done', 'new', 'new'])
  expect(reads(paymentId) - before).toBe(1)
  await work()
  expect(await states()).toEqual(['done', 'done', 'done', 'done'])
  expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
})

test('a read that fails has all of them tried again later, by one job', async () => {
  const { paymentId } = await unseenPayment(shop)
  const ids = [(await hand(payment(paymentId))).id, (await hand(payment(paymentId))).id]
  shop.line.spoil(({ path }) => path === `/payments/${paymentId}`, { charged: false, answer: 'reset' })
  await processWebhook(ids[0] ?? '')
  for (const id of ids) expect(await message(id)).toMatchObject({ state: 'new', attempts: 1, unfinished: 0 })
  const later = (await Promise.all(ids.map((id) => waiting('process_webhook', id)))).flat()
  expect(later.filter(({ runAt }) => runAt > new Date())).toHaveLength(1)
  for (const id of ids) await due('process_webhook', id)
  await work()
  for (const id of ids) expect((await message(id)).state).toBe('done')
})

test('what waits about the same payment waits for one job, and what comes while it runs for another', async () => {
  const { paymentId } = await unseenPayment(shop)
  const [first, second] = [await hand(payment(paymentId)), await hand(payment(paymentId))]
  expect(await waiting('process_webhook', first.id)).toHaveLength(0)
  expect(await waiting('process_webhook', second.id)).toHaveLength(1)
  const read = shop.line.hold(({ method, path }) => method === 'GET' && path === `/payments/${paymentId}`)
  const working = work()
  await read.done
  const third = await hand(payment(paymentId))
  read.release()
  await working
  await work()
  for (const { id } of [first, second, third]) expect((await message(id)).state).toBe('done')
  const reads = shop.line.calls.filter(
    ({ method, path }) => method === 'GET' && path === `/payments/${paymentId}`,
  )
  expect(reads).toHaveLength(2)
})

test('a message that killed its worker again and again is dead; the others about the same are worked on', async () => {
  const { paymentId, orderId } = await unseenPayment(shop)
  const [deadly, harmless] = [await hand(payment(paymentId)), await hand(payment(paymentId))]
  await db.webhookMessage.update({ where: { id: deadly.id }, data: { unfinished: 5 } })
  await work()
  expect(await message(deadly.id)).toMatchObject({ state: 'dead', note: 'its worker died again and again' })
  expect(await message(harmless.id)).toMatchObject({ state: 'new', unfinished: 0 })
  await due('process_webhook', harmless.id)
  await work()
  expect((await message(harmless.id)).state).toBe('done')
  expect(await db.entitlement.count({ where: { line: { orderId } } })).toBe(1)
})

test('a message that is in hand is not begun again by the job of another, and stays with the job that began it', async () => {
  const { paymentId } = await unseenPayment(shop)
  const first = await hand(payment(paymentId))
  const read = shop.line.hold(({ method, path }) => method === 'GET' && path === `/payments/${paymentId}`)
  const working = processWebhook(first.id)
  await read.done
  const second = await hand(payment(paymentId))
  const rendered = await hand({ ...payment(paymentId), timestamp: 'another' }, { id: first.id })
  await processWebhook(second.id)
  await processWebhook(rendered.id)
  // The body that was rendered anew is not the one in hand.
  expect(await message(first.id)).toMatchObject({ state: 'done', attempts: 1, unfinished: 0 })
  read.release()
  await working
  expect(await message(first.id)).toMatchObject({ state: 'done', attempts: 1, unfinished: 0 })
  expect(await message(second.id)).toMatchObject({ state: 'done', attempts: 1, unfinished: 0 })
})

test('work on the same object locks its messages in one order, whatever order they came in', async () => {
  const { paymentId } = await unseenPayment(shop)
  const later = await hand(payment(paymentId), { id: `msg_b_${paymentId}` })
  const earlier = await hand(payment(paymentId), { id: `msg_a_${paymentId}` })
  const other = await pool.connect()
  const lock = (id: string) =>
    other.query('SELECT FROM webhook_message WHERE id = $1 FOR UPDATE NOWAIT', [id])
  try {
    await other.query('BEGIN')
    await lock(earlier.id)
    const working = processWebhook(later.id)
    await waitsForLock()
    await lock(later.id)
    await other.query('COMMIT')
    await working
  } finally {
    await other.query('ROLLBACK')
    other.release()
  }
  for (const { id } of [earlier, later]) expect((await message(id)).state).toBe('done')
})

/** Somebody waits for a lock of this database. */
const waitsForLock = () =>
  vi.waitFor(async () => {
    const { rows } = await pool.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    expect(rows).toHaveLength(1)
  })
