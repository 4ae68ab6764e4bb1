import { randomUUID } from 'node:crypto'
import { describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { accept, newCustomer, newOffer, theAttempt } = await import('@/lib/testing/shopper')
const { resolveAttempt } = await import('@/lib/charges/resolve-attempt')
const { pool } = await import('./pool')
const { OPEN_STATES } = await import('@/lib/charges/state')
const { AttemptState } = await import('./generated/enums')

const customer = await newCustomer()
const offer = await newOffer(customer)
const other = await newOffer(customer)
await accept(customer, offer.impressionId)
await resolveAttempt((await theAttempt(offer.impressionId)).id)
const attempt = await theAttempt(offer.impressionId)
const { impressionId, orderId } = offer

/** Runs a statement as the shop's own role, and takes back what it did; the name of what refused it, or null. */
async function attack(sql: string, values: unknown[] = []): Promise<string | null> {
  const client = await pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(sql, values)
    return null
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string }
    return constraint ?? message
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const copyOf = (changes: Record<string, string>) => {
  const columns = [
    'id',
    'order_id',
    'impression_id',
    'method',
    'state',
    'reason',
    'expected_minor',
    'expected_currency',
    'posts',
    'armed_at',
    'consent_id',
  ]
  const values = columns.map((column) => changes[column] ?? (column === 'id' ? `'${randomUUID()}'` : column))
  return `INSERT INTO charge_attempt (${columns}) SELECT ${values} FROM charge_attempt WHERE id = '${attempt.id}'`
}

describe('the database refuses', () => {
  test.each(OPEN_STATES.filter((state) => state !== 'succeeded'))(
    'a second open attempt for an offer (%s)',
    async (state) => {
      expect(await attack(copyOf({ state: `'${state}'` }))).toBe('charge_attempt_one_open')
      const hosted = {
        method: `'hosted_checkout'`,
        consent_id: 'NULL',
        expected_minor: 'NULL',
        expected_currency: 'NULL',
      }
      expect(await attack(copyOf({ state: `'${state}'`, ...hosted }))).toBe('charge_attempt_one_open')
    },
  )

  test('a second open attempt for what an order began with', async () => {
    const sql = `INSERT INTO charge_attempt (id, order_id, method, state) VALUES ('x', $1, 'hosted_checkout', 'created')`
    expect(await attack(sql, [orderId])).toBe('charge_attempt_one_open')
  })

  test('an open attempt where one is paid, in every state the shop calls open, and no other', async () => {
    for (const state of Object.values(AttemptState)) {
      const refused = await attack(copyOf({ state: `'${state}'`, reason: `'NOT_SENT'` }))
      const isOpen = (OPEN_STATES as readonly string[]).includes(state)
      const givenBack = state === 'refund_due' || state === 'refunded' ? 'charge_attempt_given_back' : null
      expect(refused, state).toBe(
        state === 'succeeded' ? 'charge_attempt_paid_by' : isOpen ? 'charge_attempt_one_open' : givenBack,
      )
    }
  })

  test.each([
    [
      'two POSTs of one attempt',
      'UPDATE charge_attempt SET posts = 2 WHERE id = $1',
      'charge_attempt_one_post',
    ],
    [
      'success without a payment',
      'UPDATE charge_attempt SET provider_payment_id = NULL WHERE id = $1',
      'charge_attempt_paid_by',
    ],
    [
      'success without an amount',
      'UPDATE charge_attempt SET charged_minor = NULL WHERE id = $1',
      'charge_attempt_paid_by',
    ],
    [
      'one click without consent',
      'UPDATE charge_attempt SET consent_id = NULL WHERE id = $1',
      'charge_attempt_consented',
    ],
    [
      'one click without an offer',
      'UPDATE charge_attempt SET impression_id = NULL WHERE id = $1',
      'charge_attempt_consented',
    ],
    [
      'one click for nothing',
      'UPDATE charge_attempt SET expected_minor = 0 WHERE id = $1',
      'charge_attempt_consented',
    ],
    [
      'one click without a currency',
      'UPDATE charge_attempt SET expected_currency = NULL WHERE id = $1',
      'charge_attempt_consented',
    ],
    [
      'an attempt without its order',
      'DELETE FROM "order" WHERE id = (SELECT order_id FROM charge_attempt WHERE id = $1)',
      /foreign key|_fkey/,
    ],
    [
      'a consent that goes with its attempt',
      'DELETE FROM consent WHERE id = (SELECT consent_id FROM charge_attempt WHERE id = $1)',
      /never changed/,
    ],
  ])('%s', async (_, sql, by) => {
    expect(await attack(sql, [attempt.id])).toMatch(by)
  })

  test.each([
    ['created', `UPDATE charge_attempt SET state = 'created' WHERE id = $1`],
    ['sending', `UPDATE charge_attempt SET state = 'sending' WHERE id = $1`],
    ['failed', `UPDATE charge_attempt SET state = 'failed' WHERE id = $1`],
    ['unknown', `UPDATE charge_attempt SET state = 'unknown' WHERE id = $1`],
    ['not sent', 'UPDATE charge_attempt SET posts = 0 WHERE id = $1'],
  ])('the way back of a paid charge to %s', async (_, sql) => {
    expect(await attack(sql, [attempt.id])).toMatch(/never goes from/)
  })

  test('the way back of a charge that ended to one that would be sent', async () => {
    for (const from of ['failed', 'unknown', 'pending', 'needs_review', 'action_required']) {
      for (const to of ['created', 'sending']) {
        const changes = {
          id: "'back'",
          order_id: `'${customer.orderId}'`,
          state: `'${from}'`,
          reason: "'DECLINED'",
        }
        const insert = copyOf({
          ...changes,
          impression_id: `'${other.impressionId}'`,
        })
        expect(await attack(`WITH made AS (${insert} RETURNING id) SELECT 1`)).toBeNull()
        expect(
          await attack(
            `DO $$ BEGIN ${insert}; UPDATE charge_attempt SET state = '${to}' WHERE id = 'back'; END $$`,
          ),
          `${from} to ${to}`,
        ).toMatch(/never goes from/)
      }
    }
  })

  test.each(['sending', 'pending', 'unknown', 'failed'])(
    'a charge that is %s but was never armed',
    async (state) => {
      const unarmed = { impression_id: `'${other.impressionId}'`, state: `'${state}'`, armed_at: 'NULL' }
      for (const reason of ['NULL', "'DECLINED'"]) {
        expect(await attack(copyOf({ ...unarmed, reason }))).toBe('charge_attempt_armed_first')
      }
    },
  )

  test('the payment of another attempt', async () => {
    const sql = `UPDATE charge_attempt SET provider_payment_id = $2 WHERE order_id = $1 AND impression_id IS NULL`
    expect(await attack(sql, [orderId, attempt.providerPaymentId])).toBe(
      'charge_attempt_provider_payment_id_key',
    )
  })

  test.each([
    [
      'another word in a consent',
      `UPDATE consent SET text_hash = 'x' WHERE impression_id = $1`,
      /never changed/,
    ],
    ['a consent that disappears', 'DELETE FROM consent WHERE impression_id = $1', /never changed/],
    [
      'a line paid by nothing',
      'UPDATE order_line SET payment_id = NULL WHERE impression_id = $1',
      'order_line_paid_by',
    ],
    [
      'a line paid with no amount',
      'UPDATE order_line SET total_minor = NULL WHERE impression_id = $1',
      'order_line_paid_by',
    ],
    [
      'a line paid at no time',
      'UPDATE order_line SET paid_at = NULL WHERE impression_id = $1',
      'order_line_paid_by',
    ],
    [
      'none of a product',
      'UPDATE order_line SET quantity = 0 WHERE impression_id = $1',
      'order_line_quantity',
    ],
    [
      'an offer without a price',
      'UPDATE impression SET total_minor = 0, subtotal_minor = 0, tax_minor = 0 WHERE id = $1',
      'impression_total',
    ],
    [
      'a total that is not its parts',
      'UPDATE impression SET total_minor = total_minor + 1 WHERE id = $1',
      'impression_total',
    ],
    ['a decision at no time', 'UPDATE impression SET decided_at = NULL WHERE id = $1', 'impression_decided'],
    [
      'a decision taken back',
      `UPDATE impression SET state = 'presented' WHERE id = $1`,
      'impression_decided',
    ],
  ])('%s', async (_, sql, by) => {
    expect(await attack(sql, [impressionId])).toMatch(by)
  })

  test('the same offer, line or entitlement twice', async () => {
    const twice = (table: string, columns: string, where: string) =>
      attack(
        `INSERT INTO ${table} (id, ${columns}) SELECT 'twice', ${columns} FROM ${table} WHERE ${where}`,
        [impressionId],
      )
    expect(await twice('order_line', 'order_id, impression_id, product_id', 'impression_id = $1')).toBe(
      'order_line_one_per_offer',
    )
    const price =
      'order_id, offer_id, version_id, step_key, state, path, path_reason, subtotal_minor, tax_minor, total_minor, currency, source_payment, expires_at, decided_at'
    expect(await twice('impression', price, 'id = $1')).toBe('impression_order_id_offer_id_key')
    const ofLine = 'line_id = (SELECT id FROM order_line WHERE impression_id = $1)'
    expect(await twice('entitlement', 'line_id, kind', ofLine)).toBe('entitlement_line_id_kind_key')
  })
})
