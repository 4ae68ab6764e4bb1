import { createHash, createHmac, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test, vi } from 'vitest'
import { WEBHOOK_SECRET } from '@/emulator/testing'
import { newSeed } from '@/lib/testing/seed'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

const shop = await openShop()
const { accept, comeBack, newCustomer, newOffer, newProduct, newShopper, openCheckout, pay, theAttempt } =
  await import('@/lib/testing/shopper')
const { due, work } = await import('@/lib/testing/work')
const { POST } = await import('@/app/api/webhooks/dodo/route')
const { db } = await import('@/lib/db/prisma')
const { pool } = await import('@/lib/db/pool')

type Delivery = { body: string; headers: Record<string, string> }

const sign = (
  body: string | Uint8Array,
  { id = `msg_${randomUUID()}`, at = Date.now() } = {},
): Record<string, string> => {
  const timestamp = String(Math.floor(at / 1_000))
  const mac = createHmac('sha256', Buffer.from(WEBHOOK_SECRET.slice(6), 'base64'))
    .update(`${id}.${timestamp}.`)
    .update(body)
  return {
    'content-type': 'application/json',
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': `v1,${mac.digest('base64')}`,
  }
}

const hand = async (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string>) => {
  const answer = await POST(
    new Request('http://shop.test/api/webhooks/dodo', { method: 'POST', body, headers }),
  )
  return answer.status
}
const handIn = ({ body, headers }: Delivery) => hand(body, headers)

/** What the provider sent about somebody, oldest first, once it has sent all. */
async function sentTo(email: string, count: number): Promise<Delivery[]> {
  const mine = () => shop.webhooks.filter(({ body }) => body.includes(email))
  await vi.waitFor(() => expect(mine()).toHaveLength(count), { interval: 5 })
  return mine().map(({ body, headers }) => ({
    body,
    headers: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)])),
  }))
}

const message = (id = '') => db.webhookMessage.findUnique({ where: { id } })
const idOf = (delivery: Delivery | undefined) => delivery?.headers['webhook-id'] ?? ''

/** A shopper who has paid, and whom nobody but the webhook has told of. */
async function paidUnseen() {
  const shopper = await newShopper()
  const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
  await pay(shopper, url)
  return { shopper, orderId }
}

const entitlements = (orderId: string) => db.entitlement.count({ where: { line: { orderId } } })

describe('a webhook', () => {
  test('fifty copies at once are one message and one delivery of goods', async () => {
    const { shopper, orderId } = await paidUnseen()
    const [event] = await sentTo(shopper.email, 1)
    if (!event) throw new Error('nothing was sent')
    expect(new Set(await Promise.all(Array.from({ length: 50 }, () => handIn(event))))).toEqual(
      new Set([200]),
    )
    await work()
    expect(await message(idOf(event))).toMatchObject({ state: 'done', deliveries: 50 })
    expect(await entitlements(orderId)).toBe(1)
  })

  test('of every event in any order, with repetitions, ends in the same state', async () => {
    const seed = newSeed('webhook order')
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, (await newProduct({ kind: 'subscription' })).slug)
    await pay(shopper, url, { number: '4000000000000002' })
    await pay(shopper, url)
    const events = await sentTo(shopper.email, 4)
    const order = fc.shuffledSubarray([...events, ...events, ...events], { minLength: 8 })
    for (const event of fc.sample(order, { numRuns: 4, seed }).flat()) {
      await handIn(event)
      await work()
    }
    expect(await entitlements(orderId)).toBe(1)
    const attempt = await db.chargeAttempt.findFirstOrThrow({ where: { orderId } })
    expect(attempt.state).toBe('succeeded')
    expect((await db.order.findUniqueOrThrow({ where: { id: orderId } })).receiptRevision).toBe(1)
  })

  test('with an old body under its old id is read again at the provider', async () => {
    const shopper = await newShopper()
    const { url, orderId } = await openCheckout(shopper, (await newProduct()).slug)
    await shop.control('POST', '/weather', {
      match: { email: shopper.email },
      effect: { processing: true },
      times: 1,
    })
    await pay(shopper, url)
    const [processing] = await sentTo(shopper.email, 1)
    if (!processing) throw new Error('nothing was sent')
    await handIn(processing)
    await work()
    expect(await db.chargeAttempt.findFirst({ where: { orderId } })).toMatchObject({ state: 'pending' })
    const { payment_id } = JSON.parse(processing.body).data
    await shop.control('POST', `/payments/${payment_id}/settle`, { status: 'succeeded' })
    // The same id with another body: a body is written when it is sent.
    const later = processing.body.replace('"processing"', '"requires_confirmation"')
    expect(await hand(later, sign(later, { id: idOf(processing) }))).toBe(200)
    await work()
    expect(await message(idOf(processing))).toMatchObject({ state: 'done', deliveries: 2 })
    expect(await entitlements(orderId)).toBe(1)
  })

  test('before our own answer is stored delivers, and the answer changes nothing', async () => {
    const customer = await newCustomer()
    await sentTo(customer.email, 1)
    const offer = await newOffer(customer)
    const held = shop.line.hold(offer.providerProductId)
    const accepting = accept(customer, offer.impressionId)
    await held.done
    const [, event] = await sentTo(customer.email, 2)
    if (!event) throw new Error('nothing was sent')
    await handIn(event)
    await work()
    expect(await theAttempt(offer.impressionId)).toMatchObject({ state: 'succeeded' })
    held.release()
    await accepting
    expect(await theAttempt(offer.impressionId)).toMatchObject({ state: 'succeeded', posts: 1 })
    expect(await entitlements(offer.orderId)).toBe(2)
  })

  test('and the shopper’s return at the same moment present one offer', async () => {
    const { shopper, orderId } = await paidUnseen()
    const [event] = await sentTo(shopper.email, 1)
    if (!event) throw new Error('nothing was sent')
    await handIn(event)
    const [, first, second] = await Promise.all([
      work(),
      comeBack(shopper, orderId),
      comeBack(shopper, orderId),
    ])
    expect(first).toBe(second)
    expect(await entitlements(orderId)).toBe(1)
    expect(
      await db.impression.count({ where: { orderId, offer: { placement: 'post_purchase' } } }),
    ).toBeLessThanOrEqual(1)
  })
})

describe('a webhook that is not for us', () => {
  test.each([
    ['of an unknown kind', { type: 'party.invited', data: { x: 1 } }, 'ignored', null],
    [
      'of a payment that does not exist',
      { type: 'payment.succeeded', data: { payment_id: 'pay_none' } },
      'quarantined',
      'the provider does not know the payment',
    ],
    ['that names no payment', { type: 'payment.succeeded', data: {} }, 'quarantined', 'names no payment'],
    [
      'with a payment id that is no text',
      { type: 'payment.succeeded', data: { payment_id: { $ne: null } } },
      'quarantined',
      'names no payment',
    ],
  ])('%s is stored, answered with 200 and set aside', async (_, event, state, note) => {
    const body = JSON.stringify(event)
    const headers = sign(body)
    expect(await hand(body, headers)).toBe(200)
    // What the provider does not know is looked for five times: a webhook may be faster than what it is about.
    for (let tries = 0; tries < 5; tries += 1) {
      await due('process_webhook', headers['webhook-id'] ?? '')
      await work()
    }
    expect(await message(headers['webhook-id'])).toMatchObject({ state, note })
  })

  test('a payment that was made elsewhere changes nothing', async () => {
    const { buyOnce } = await import('@/emulator/testing')
    const email = `${randomUUID()}@example.com`
    await buyOnce(shop.provider, { email })
    const [event] = await sentTo(email, 1)
    if (!event) throw new Error('nothing was sent')
    await handIn(event)
    await work()
    expect(await message(idOf(event))).toMatchObject({
      state: 'quarantined',
      note: 'the payment names nothing of this shop',
    })
  })

  test.each<[string, string | Uint8Array<ArrayBuffer>]>([
    ['no JSON', 'hello'],
    ['a list', '[]'],
    ['bytes that are no UTF-8', new Uint8Array([0x7b, 0xff, 0xfe, 0x7d])],
    ['a NUL', '{"type":"x\u0000"}'],
    ['a type that is too long', JSON.stringify({ type: 'x'.repeat(129) })],
    ['deep nesting', `${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['nothing', ''],
  ])('%s, rightly signed, is kept and set aside', async (_, body) => {
    const headers = sign(body)
    expect(await hand(body, headers)).toBe(200)
    await work()
    expect((await message(headers['webhook-id']))?.state).toBe('quarantined')
  })
})

describe('what is refused', () => {
  const body = JSON.stringify({ type: 'payment.succeeded', data: { payment_id: 'pay_1' } })
  test('leaves no row: wrong signature, old or future time, missing headers, too large', async () => {
    const before = await db.webhookMessage.count()
    const good = sign(body)
    expect(await hand(`${body} `, good)).toBe(401)
    expect(await hand(body, { ...good, 'webhook-id': 'msg_other' })).toBe(401)
    expect(await hand(body, sign(body, { at: Date.now() - 301_000 }))).toBe(401)
    expect(await hand(body, sign(body, { at: Date.now() + 302_000 }))).toBe(401)
    for (const name of Object.keys(good)) {
      const { [name]: _, ...rest } = good
      expect(await hand(body, rest)).toBe(name === 'content-type' ? 415 : 400)
    }
    const large = JSON.stringify({ type: 'x', data: 'x'.repeat(256 * 1_024) })
    expect(await hand(large, sign(large))).toBe(413)
    expect(await hand(large, { ...sign(large), 'content-length': String(large.length) })).toBe(413)
    expect(await db.webhookMessage.count()).toBe(before)
  })

  test('the sender is asked to come again exactly when the message could not be stored', async () => {
    const { shopper, orderId } = await paidUnseen()
    const [event] = await sentTo(shopper.email, 1)
    if (!event) throw new Error('nothing was sent')
    const query = vi.spyOn(pool, 'query').mockRejectedValueOnce(new Error('the database is down') as never)
    expect(await handIn(event)).toBe(503)
    query.mockRestore()
    expect(await message(idOf(event))).toBeNull()
    expect(await handIn(event)).toBe(200)
    await work()
    expect(await entitlements(orderId)).toBe(1)
  })
})

describe('the work on a webhook', () => {
  test('is done again later while the provider cannot be read', async () => {
    const { shopper, orderId } = await paidUnseen()
    const [event] = await sentTo(shopper.email, 1)
    if (!event) throw new Error('nothing was sent')
    await handIn(event)
    await shop.line.unplugged(work)
    expect(await message(idOf(event))).toMatchObject({ state: 'new', doneAt: null })
    await pool.query('UPDATE graphile_worker._private_jobs SET run_at = now() WHERE payload::text LIKE $1', [
      `%${idOf(event)}%`,
    ])
    await work()
    expect(await message(idOf(event))).toMatchObject({ state: 'done' })
    expect(await entitlements(orderId)).toBe(1)
  })

  test('keeps what was sent, byte for byte', async () => {
    const { shopper } = await paidUnseen()
    const [event] = await sentTo(shopper.email, 1)
    if (!event) throw new Error('nothing was sent')
    await handIn(event)
    const stored = await message(idOf(event))
    expect(stored?.body).toBe(event.body)
    expect(stored?.bodyHash).toBe(createHash('sha256').update(event.body).digest('base64url'))
  })
})
