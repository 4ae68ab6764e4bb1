import { randomInt, randomUUID } from 'node:crypto'
import type { APIRequestContext, APIResponse } from '@playwright/test'
import { Webhook } from 'standardwebhooks'
import { test } from '../fixtures'
import { expect } from '../support/expect'
import { settings } from '../support/settings'

const ROUTE = '/api/webhooks/dodo'
const event = (type: string) =>
  JSON.stringify({ type, business_id: 'bus_1', timestamp: new Date().toISOString(), data: {} })

type Message = { body: string; id?: string; at?: Date; key?: string; headers?: Record<string, string> }

/** Sends a webhook, signed by the reference library of the standard. */
function send(
  request: APIRequestContext,
  { body, id = `msg_${randomUUID()}`, at = new Date(), key = settings.webhookKey, headers }: Message,
): Promise<APIResponse> {
  const signature = new Webhook(key).sign(id, at, body)
  return request.post(ROUTE, {
    data: Buffer.from(body),
    headers: {
      'content-type': 'application/json',
      'webhook-id': id,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
      'webhook-signature': signature,
      // Each from a network of its own: one that fails too often is no longer listened to.
      'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(256)}`,
      ...headers,
    },
  })
}

test('a signed event of a type nobody knows is taken', async ({ request }) => {
  expect((await send(request, { body: event('balloon.inflated') })).status()).toBe(200)
})

test('the same message twice is taken twice', async ({ request }) => {
  const message = { id: `msg_${randomUUID()}`, body: event('payment.exploded') }
  expect((await send(request, message)).status()).toBe(200)
  expect((await send(request, message)).status()).toBe(200)
})

test('a signed body that is no webhook is set aside, not refused', async ({ request }) => {
  expect((await send(request, { body: 'hello' })).status()).toBe(200)
  expect((await send(request, { body: '{"type":7}' })).status()).toBe(200)
})

test('a wrong signature is refused, whatever is wrong with it', async ({ request }) => {
  const body = event('payment.succeeded')
  const otherKey = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const old = new Date(Date.now() - 301_000)
  const early = new Date(Date.now() + 330_000)
  for (const message of [{ key: otherKey }, { at: old }, { at: early }])
    expect((await send(request, { body, ...message })).status()).toBe(401)
  const other = new Webhook(settings.webhookKey).sign('msg_1', new Date(), body)
  expect((await send(request, { body, headers: { 'webhook-signature': other } })).status()).toBe(401)
})

test('malformed headers are refused as such', async ({ request }) => {
  const body = event('payment.succeeded')
  const malformed: Record<string, string>[] = [
    { 'webhook-id': 'msg.1' },
    { 'webhook-timestamp': 'yesterday' },
    { 'webhook-timestamp': '1700000000.5' },
    { 'webhook-signature': 'v1' },
    { 'webhook-signature': 'v1,' },
    { 'webhook-signature': 'v1,short' },
    { 'webhook-signature': `v2,${'A'.repeat(43)}=` },
    { 'webhook-signature': 'v1,x '.repeat(11).trim() },
    { 'webhook-signature': `v1,${'x'.repeat(2_100)}` },
  ]
  for (const headers of malformed)
    expect((await send(request, { body, headers })).status(), JSON.stringify(headers)).toBe(400)
  const unsigned = { data: body, headers: { 'content-type': 'application/json' } }
  expect((await request.post(ROUTE, unsigned)).status()).toBe(400)
})

test('a body above 256 KiB is refused, one at the limit is not', async ({ request }) => {
  const body = (bytes: number) => {
    const empty = JSON.stringify({ type: 'balloon.inflated', data: '' })
    return JSON.stringify({ type: 'balloon.inflated', data: 'x'.repeat(bytes - empty.length) })
  }
  expect((await send(request, { body: body(256 * 1_024) })).status()).toBe(200)
  expect((await send(request, { body: body(256 * 1_024 + 1) })).status()).toBe(413)
})

test('only JSON is a webhook', async ({ request }) => {
  const body = event('payment.exploded')
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/jsonp'])
    expect((await send(request, { body, headers: { 'content-type': type } })).status()).toBe(415)
  const utf8 = { 'content-type': 'application/json; charset=utf-8' }
  expect((await send(request, { body, headers: utf8 })).status()).toBe(200)
})

test('only POST is a webhook', async ({ request }) => {
  expect((await request.get(ROUTE)).status()).toBe(405)
  expect((await request.put(ROUTE, { data: '{}' })).status()).toBe(405)
})

test('an invented payment pays for nothing', async ({ request, shopper, page }) => {
  await shopper.goToCheckout('starter-course')
  const sent = await send(request, {
    body: JSON.stringify({
      type: 'payment.succeeded',
      data: { payment_id: 'pay_invented', status: 'succeeded', total_amount: 4900, currency: 'USD' },
    }),
  })
  expect(sent.status()).toBe(200)
  await shopper.checkout.back.click()
  await shopper.order.expectState('cancelled')
  await page.goto(`/en/checkout/return?order=${shopper.order.id()}&status=succeeded&payment_id=pay_invented`)
  await shopper.order.expectState('open')
  await shopper.expectPaid()
})
