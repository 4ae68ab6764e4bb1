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
const { addEndpoint, removeEndpoint, sendAgain } = await import('./endpoints')
const { deliverEvent } = await import('./deliver-event')
const { expireOffers } = await import('./expire-offers')
const { exportEvents } = await import('./export-events')

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
  const added = await addEndpoint(url, ['shown', 'declined'])
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
  expect(await sendAgain(first?.id ?? '')).toBe(true)
  answer = 410
  await deliverEvent(first?.id ?? '')
  expect(await db.webhookEndpoint.findUnique({ where: { id: added.value.id } })).toMatchObject({
    active: false,
  })
  await removeEndpoint(added.value.id)
  expect(await addEndpoint('ftp://x', [])).toEqual({ ok: false, error: 'bad_address' })
})

test('the export is complete and in order, as lines and as a table', async () => {
  const time = { from: new Date(0), until: new Date(Date.now() + 60_000) }
  const lines = await all(exportEvents('ndjson', time))
  const table = await all(exportEvents('csv', time))
  expect(lines).toHaveLength(await db.offerEvent.count())
  expect(table).toHaveLength(lines.length + 1)
  const seqs = lines.map((line) => Number(JSON.parse(line).seq))
  expect(seqs).toEqual(seqs.toSorted((a, b) => a - b))
  expect(table[1]?.split(',').slice(0, 2)).toEqual([String(seqs[0]), 'offer.shown'])
  expect(await all(exportEvents('csv', { from: new Date(0), until: new Date(1) }))).toHaveLength(1)
})
