import { describe, expect, test } from 'vitest'
import { Description, type OpenApi } from './description'
import { OPERATIONS, operationOf } from './operations'
import type { Exchange } from './recorder'
import { report } from './report'

const text = { type: 'string' }

const api: OpenApi = {
  paths: {
    '/products/{id}': {
      get: {
        parameters: [{ in: 'path', name: 'id' }],
        responses: {
          '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } } },
        },
      },
      delete: { responses: { '200': {} } },
    },
    '/products': {
      post: {
        requestBody: {
          content: { 'application/json': { schema: { $ref: '#/components/schemas/NewProduct' } } },
        },
        responses: {
          '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Product' } } } },
        },
      },
    },
  },
  components: {
    schemas: {
      NewProduct: { type: 'object', required: ['name'], properties: { name: text } },
      Product: {
        type: 'object',
        required: ['product_id'],
        properties: {
          product_id: text,
          image: { type: ['string', 'null'] },
          created_at: { ...text, format: 'date-time' },
        },
      },
      OutgoingWebhook: {
        type: 'object',
        properties: { type: text, data: { $ref: '#/components/schemas/OutgoingWebhookData' } },
      },
      OutgoingWebhookData: {
        oneOf: [
          {
            allOf: [
              { $ref: '#/components/schemas/Product' },
              { type: 'object', properties: { payload_type: { ...text, enum: ['Product'] } } },
            ],
          },
        ],
      },
    },
  },
  webhooks: {},
}

const good = { product_id: 'pdt_1', image: null, created_at: '2026-01-01T00:00:00.000Z' }

const read = (change: Partial<Exchange>, received: unknown = good): Exchange => ({
  method: 'GET',
  path: '/products/pdt_1',
  query: [],
  sent: undefined,
  status: 200,
  contentType: 'application/json',
  received: typeof received === 'string' ? received : JSON.stringify(received),
  ...change,
})

const judged = (exchange: Exchange, events: unknown[] = []) =>
  report([exchange], events, { operations: ['GET /products/{}'], events: [] }, new Description(api)).lines

describe('the contract run', () => {
  test('is content with a right answer', () => {
    expect(judged(read({}))).toEqual(['operations 1, responses 1, webhooks 0, mismatches 0'])
  })

  test.each([
    ['a missing key, even one that may be null', { product_id: 'pdt_1', created_at: good.created_at }],
    ['an unknown key', { ...good, colour: 'red' }],
    ['a wrong type', { ...good, image: 7 }],
    ['a wrong time', { ...good, created_at: '1 January' }],
    ['a body where none is described', 'gone', { method: 'DELETE' }],
    ['an unknown query parameter', good, { query: ['color'] }],
    ['a request of the wrong shape', good, { method: 'POST', path: '/products', sent: { title: 'Pen' } }],
    ['a status nobody described', good, { status: 201 }],
    ['an error without its form', { error: 'no' }, { status: 404 }],
    ['an error code nobody documented', { code: 'OOPS', message: 'no' }, { status: 404 }],
  ])('catches %s', (_, received, change: Partial<Exchange> = {}) => {
    const lines = judged(read(change, received))
    expect(lines.filter((line) => line.startsWith('✗') && !line.endsWith('was never driven'))).not.toEqual([])
    expect(lines.at(-1)).not.toMatch(/mismatches 0$/)
  })

  test('catches an operation that was never driven, and one that only failed', () => {
    const failed = read({ status: 404 }, { code: 'NOT_FOUND', message: 'no' })
    expect(judged(failed)[0]).toBe('✗ GET /products/{}: was never driven')
  })

  test('catches a wrong event', () => {
    const event = (data: object) => [{ type: 'product.made', data: { payload_type: 'Product', ...data } }]
    expect(judged(read({}), event(good)).at(-1)).toMatch(/webhooks 1, mismatches 0$/)
    expect(judged(read({}), event({ ...good, extra: 1 })).at(-1)).toMatch(/mismatches 1$/)
  })

  test('checks errors and omissions also without a description', () => {
    const needed = { operations: OPERATIONS, events: ['payment.succeeded'] }
    const { mismatches, lines } = report([read({ status: 500 }, 'oops')], [], needed, null)
    expect(lines).toContain('✗ event payment.succeeded: never came')
    expect(mismatches).toBe(OPERATIONS.length + 2)
  })

  test('finds the operation of a path', () => {
    expect(operationOf('GET', '/products/pdt_1')).toBe('GET /products/{}')
    expect(operationOf('GET', '/nothing/here')).toBeNull()
  })
})
