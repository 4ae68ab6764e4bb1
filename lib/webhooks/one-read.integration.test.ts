import { expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { paymentEvent: payment, unseenPayment } = await import('@/lib/testing/payments')
const { sendWebhook: hand } = await import('@/lib/testing/send-webhook')
const { work } = await import('@/lib/testing/work')
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

test('a read that fails answers none', async () => {
  const { paymentId } = await unseenPayment(shop)
  const [first, second] = [await hand(payment(paymentId)), await hand(payment(paymentId))]
  shop.line.spoil(({ path }) => path === `/payments/${paymentId}`, { charged: false, answer: 'reset' })
  await processWebhook(first.id)
  expect(await message(first.id)).toMatchObject({ state: 'new', attempts: 1 })
  expect(await message(second.id)).toMatchObject({ state: 'new', attempts: 0 })
  await work()
  expect((await message(second.id)).state).toBe('done')
})
