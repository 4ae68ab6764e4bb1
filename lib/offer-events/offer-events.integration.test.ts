import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Webhook } from 'standardwebhooks'
import { afterAll, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const {
  accept,
  comeBack,
  decline,
  newCustomer,
  newFunnel,
  newProduct,
  newShopper,
  openCheckout,
  pay,
  theAttempt,
} = await import('@/lib/testing/shopper')
const { db } = await import('@/lib/db/prisma')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { whereNext } = await import('@/lib/orders/where-next')
const { presentNextOffer } = await import('@/lib/offers/present-next-offer')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { readTableQuery } = await import('@/lib/insight/table-query')
const { addEndpoint, listUndelivered, removeEndpoint, sendAgain } = await import('./endpoints')
const { deliverEvent } = await import('./deliver-event')
const { expireOffers } = await import('./expire-offers')
const { EVENTS_TABLE, listEvents, readEvents } = await import('./list-events')

const product = await newProduct()
await newFunnel('events', 'post_purchase', [{ offer: 'told', product: product.id, cooldownDays: 0 }])

type Delivered = { body: string; headers: Record<string, string> }
let answer = 200
const received: Delivered[] = []
async function all<T>(items: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = []
  for await (const item of items) found.push(item)
  return found
}
const read = async (request: IncomingMessage) => Buffer.concat(await all<Buffer>(request)).toString()
const server = createServer(async (request, response) => {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  )
  received.push({ body: await read(request), headers })
  response.writeHead(answer, { location: 'http://127.0.0.1:1/' }).end()
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
afterAll(() => new Promise((resolve) => server.close(resolve)))
const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`

const typesOf = async (orderId: string) =>
  (await db.offerEvent.findMany({ where: { orderId, offerId: 'told' }, orderBy: { seq: 'asc' } })).map(
    ({ type }) => type,
  )
const impressionOf = (orderId: string) =>
  db.impression.findFirstOrThrow({ where: { orderId, offerId: 'told' } })

test('an offer is shown when its shopper is led to it, once; presenting it beforehand is not showing it', async () => {
  const shopper = await newShopper()
  const { url: checkout, orderId, attemptId } = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, checkout)
  await resolveAttempt(attemptId)
  await presentNextOffer(orderId)
  expect((await impressionOf(orderId)).shownAt).toBeNull()
  expect(await typesOf(orderId)).toEqual([])
  for (let visit = 0; visit < 3; visit += 1) await comeBack(shopper, orderId)
  await Promise.all([1, 2, 3].map(() => whereNext({ id: orderId, locale: 'en' })))
  expect(await typesOf(orderId)).toEqual(['shown'])
  await decline(shopper, (await impressionOf(orderId)).id)
  await decline(shopper, (await impressionOf(orderId)).id)
  expect(await typesOf(orderId)).toEqual(['shown', 'declined'])
})

test('a yes and taking it back are told once each, with the sums of the payment', async () => {
  const customer = await newCustomer()
  const { id } = await impressionOf(customer.orderId)
  await Promise.all([accept(customer, id), accept(customer, id)])
  await resolveAttempt((await theAttempt(id)).id)
  const line = await db.orderLine.findFirstOrThrow({ where: { impressionId: id } })
  await undoPurchase(line.id)
  expect(await typesOf(customer.orderId)).toEqual(['shown', 'accepted', 'undone'])
  const accepted = await db.offerEvent.findFirstOrThrow({ where: { impressionId: id, type: 'accepted' } })
  expect(accepted).toMatchObject({ totalMinor: line.totalMinor, currency: line.currency, quantity: 1 })
  await expect(db.offerEvent.delete({ where: { id: accepted.id } })).rejects.toThrow(/never changed/)
})

test('what ran out is told of by the sweep; who never came back saw nothing', async () => {
  const [seen, gone] = [await newCustomer(), await newCustomer()]
  const past = { expiresAt: new Date(Date.now() - 120_000) }
  await db.impression.updateMany({ where: { orderId: seen.orderId }, data: past })
  const { id } = await impressionOf(gone.orderId)
  await db.impression.update({ where: { id }, data: { ...past, shownAt: null } })
  await expireOffers()
  await expireOffers()
  expect(await typesOf(seen.orderId)).toEqual(['shown', 'expired'])
  expect(await typesOf(gone.orderId)).not.toContain('expired')
})

test('events go to the endpoints, signed, again when they fail, and not for ever', async () => {
  const added = await addEndpoint(url, ['shown', 'declined'], 'me')
  if (!added.ok) throw new Error(added.error)
  const customer = await newCustomer()
  const deliveries = () => db.webhookDelivery.findMany({ where: { event: { orderId: customer.orderId } } })
  const [first, ...rest] = await deliveries()
  expect(rest).toEqual([])
  answer = 302
  await deliverEvent(first?.id ?? '')
  const [failed] = await deliveries()
  expect(failed).toMatchObject({ state: 'pending', tries: 1, lastStatus: 302 })
  const jobs = await db.$queryRaw<{ run_at: Date }[]>`
    SELECT run_at FROM graphile_worker.jobs WHERE key = ${`delivery:${first?.id}`}`
  expect(jobs).toHaveLength(1)
  expect(Math.abs((jobs[0]?.run_at.getTime() ?? 0) - (failed?.nextAt?.getTime() ?? 1))).toBeLessThan(1_000)
  answer = 200
  await deliverEvent(first?.id ?? '')
  await deliverEvent(first?.id ?? '')
  expect(await deliveries()).toMatchObject([{ state: 'delivered', tries: 2, lastStatus: 200 }])
  expect(received).toHaveLength(2)
  for (const { body, headers } of received) {
    const payload = new Webhook(added.value.secret).verify(body, headers)
    expect(payload).toMatchObject({ type: 'offer.shown', data: { offer: 'told', order: customer.orderId } })
  }
  expect(received[0]?.headers['webhook-id']).toBe(received[1]?.headers['webhook-id'])

  await db.webhookDelivery.updateMany({ data: { state: 'pending', tries: 9 } })
  answer = 500
  await deliverEvent(first?.id ?? '')
  expect(await deliveries()).toMatchObject([{ state: 'dead', tries: 10, nextAt: null }])
  expect(await sendAgain(first?.id ?? '', 'me')).toBe(true)
  answer = 410
  await deliverEvent(first?.id ?? '')
  expect(await db.webhookEndpoint.findUnique({ where: { id: added.value.id } })).toMatchObject({
    active: false,
  })
  await removeEndpoint(added.value.id, 'me')
  expect(await addEndpoint('ftp://x', [], 'me')).toEqual({ ok: false, error: 'bad_address' })
})

test('a page, and all of them, are what there is, in order and by filter', async () => {
  const asked = (params: Record<string, string>) => readTableQuery(EVENTS_TABLE, params)
  const every = await all(readEvents(asked({}), 2))
  expect(every).toHaveLength(await db.offerEvent.count())
  expect(every).toEqual(every.toSorted((a, b) => Number(a.seq - b.seq)))
  const { rows, total } = await listEvents(asked({}))
  expect(total).toBe(every.length)
  expect(rows.map(({ id }) => id)).toEqual(every.toReversed().map(({ id }) => id))
  expect(rows.every(({ orderNumber }) => orderNumber !== null)).toBe(true)
  const declined = await listEvents(asked({ type: 'declined', offer: 'told', from: '2020-01-01' }))
  expect(declined.rows.map(({ type }) => type)).toEqual(['declined'])
  expect((await listEvents(asked({ to: '2020-01-01' }))).total).toBe(0)
})

test('what is undelivered stands there until it is sent or given up', async () => {
  const added = await addEndpoint(url, [], 'me')
  if (!added.ok) throw new Error(added.error)
  const customer = await newCustomer()
  const { id } = await db.webhookDelivery.findFirstOrThrow({
    where: { event: { orderId: customer.orderId }, endpointId: added.value.id },
  })
  expect((await listUndelivered()).map((each) => each.id)).not.toContain(id)
  answer = 503
  await deliverEvent(id)
  expect((await listUndelivered()).find((each) => each.id === id)).toMatchObject({
    lastStatus: 503,
    tries: 1,
  })
  answer = 200
  await deliverEvent(id)
  expect((await listUndelivered()).map((each) => each.id)).not.toContain(id)
  await removeEndpoint(added.value.id, 'me')
})
