import { beforeAll, describe, expect, test, vi } from 'vitest'
import { openShop } from '@/lib/testing/shop'

vi.mock('next/headers', () => import('@/lib/testing/browser'))

await openShop()
const { buyWithOneClick, newCustomer, theAttempt } = await import('@/lib/testing/shopper')
const { plant } = await import('@/lib/testing/plant')
const { work } = await import('@/lib/testing/work')
const { pool } = await import('@/lib/db/pool')
const { undoPurchase } = await import('@/lib/refunds/undo-purchase')
const { checkInvariants, findInvariantBreaks, INVARIANTS } = await import('./check-invariants')
const { SEEN_ELSEWHERE } = await import('./of-goods-and-work')

const customer = await newCustomer()
const bought = await buyWithOneClick(customer)
const other = await buyWithOneClick(customer)
const undone = await buyWithOneClick(customer)
await undoPurchase(undone.lineId)
const attempt = await theAttempt(bought.impressionId)
const second = await theAttempt(other.impressionId)

const on = (id: string, set: string) => `UPDATE charge_attempt SET ${set} WHERE id = '${id}'`
const PAYMENT_COPY =
  'attempt_id, currency, tax_minor, provider_customer, email, billing, provider_created_at, read_at'
const newPayment = (of: string, total = 1_900) =>
  `INSERT INTO payment (id, status, total_minor, ${PAYMENT_COPY})
   SELECT 'pay_planted', 'succeeded', ${total}, ${PAYMENT_COPY} FROM payment WHERE attempt_id = '${of}'`

const PLANTED: [string, string, string[]][] = [
  ['I1', 'a second payment kept for one purchase', [newPayment(attempt.id)]],
  [
    'I2',
    'two POSTs of one attempt',
    ['ALTER TABLE charge_attempt DROP CONSTRAINT charge_attempt_one_post', on(attempt.id, 'posts = 2')],
  ],
  [
    'I2',
    'two POSTs of one refund',
    [
      'ALTER TABLE refund_attempt DROP CONSTRAINT refund_attempt_one_post',
      'UPDATE refund_attempt SET posts = 2',
    ],
  ],
  [
    'I3',
    'a charge that was never armed',
    [
      'ALTER TABLE charge_attempt DROP CONSTRAINT charge_attempt_armed_first',
      on(attempt.id, 'armed_at = NULL'),
    ],
  ],
  [
    'I3',
    'a payment older than its attempt',
    [`UPDATE payment SET provider_created_at = now() - interval '1 day' WHERE attempt_id = '${attempt.id}'`],
  ],
  [
    'I4',
    'two open attempts',
    [
      'DROP INDEX charge_attempt_one_open',
      `INSERT INTO charge_attempt (id, order_id, impression_id, method, state, armed_at)
    SELECT 'planted', order_id, impression_id, 'hosted_checkout', 'pending', now() FROM charge_attempt WHERE id = '${attempt.id}'`,
    ],
  ],
  [
    'I4',
    'two open refunds',
    [
      'DROP INDEX refund_attempt_one_open',
      'DROP INDEX refund_attempt_one_open_line',
      `INSERT INTO refund_attempt (id, payment_id, cause, amount_minor, currency)
    SELECT 'planted', payment_id, cause, amount_minor, currency FROM refund_attempt`,
    ],
  ],
  ['I5', 'a trigger that sleeps', ['ALTER TABLE charge_attempt DISABLE TRIGGER charge_attempt_no_way_back']],
  ['I5', 'an index that is gone', ['DROP INDEX refund_attempt_one_open']],
  [
    'I6',
    'a line delivered twice',
    [
      'DROP INDEX entitlement_line_id_kind_key',
      `INSERT INTO entitlement (id, line_id, kind) SELECT 'planted', line_id, kind FROM entitlement WHERE line_id = '${bought.lineId}'`,
    ],
  ],
  [
    'I7',
    'a key for a line that was taken back',
    [`UPDATE entitlement SET revoked_at = NULL WHERE line_id = '${undone.lineId}'`],
  ],
  [
    'I7',
    'a key for less than its price',
    [`UPDATE payment SET total_minor = 1 WHERE id = '${bought.paymentId}'`],
  ],
  [
    'I8',
    'a sale whose payment failed',
    [`UPDATE payment SET status = 'failed' WHERE id = '${bought.paymentId}'`],
  ],
  ['I8', 'a sale whose payment is missing', [on(attempt.id, "provider_payment_id = 'pay_nowhere'")]],
  [
    'I9',
    'a payment that nobody took in',
    [
      `UPDATE payment SET read_at = now() - interval '3 minutes' WHERE attempt_id = '${attempt.id}'`,
      on(attempt.id, "state = 'unknown'"),
    ],
  ],
  ['I10', 'a sale without its goods', [`DELETE FROM entitlement WHERE line_id = '${bought.lineId}'`]],
  [
    'I10',
    'a sale whose line is unpaid',
    [`UPDATE order_line SET state = 'unpaid' WHERE id = '${bought.lineId}'`],
  ],
  ['I11', 'a cent more than agreed', [on(attempt.id, 'charged_minor = charged_minor + 1')]],
  [
    'I11',
    'another currency than agreed',
    [`UPDATE payment SET currency = 'EUR' WHERE id = '${bought.paymentId}'`],
  ],
  [
    'I12',
    'a consent given afterwards',
    [`UPDATE consent SET given_at = now() + interval '1 minute' WHERE id = '${attempt.consentId}'`],
  ],
  [
    'I12',
    'a consent to another sum',
    [`UPDATE consent SET total_minor = total_minor - 1 WHERE id = '${attempt.consentId}'`],
  ],
  ['I12', 'no consent at all', [`DELETE FROM consent WHERE id = '${attempt.consentId}'`]],
  [
    'I13',
    'a charge on somebody else’s payment',
    [`UPDATE payment SET provider_customer = 'cus_other' WHERE id = '${bought.paymentId}'`],
  ],
  [
    'I13',
    'an offer on a payment of another order',
    [
      `INSERT INTO "order" (id, session_id, locale) SELECT 'planted', session_id, locale FROM "order" LIMIT 1`,
      on(customer.attemptId, "order_id = 'planted'"),
    ],
  ],
  [
    'I14',
    'a yes with two lines',
    [
      'DROP INDEX order_line_one_per_offer',
      `INSERT INTO order_line (id, order_id, impression_id, product_id) SELECT 'planted', order_id, impression_id, product_id FROM order_line WHERE id = '${bought.lineId}'`,
    ],
  ],
  [
    'I14',
    'a declined card tried again',
    [
      `INSERT INTO charge_attempt (id, order_id, impression_id, method, state, reason, armed_at, posts, consent_id, expected_minor, expected_currency)
    SELECT 'planted', order_id, impression_id, method, 'failed', 'DECLINED', armed_at, 1, consent_id, expected_minor, expected_currency FROM charge_attempt WHERE id = '${attempt.id}'`,
    ],
  ],
  [
    'I16',
    'a dead webhook',
    [
      `INSERT INTO webhook_message (id, event_type, body, body_hash, state) VALUES ('planted', 'x', '{}', 'x', 'dead')`,
    ],
  ],
  [
    'I16',
    'a webhook that nobody works on',
    [
      `INSERT INTO webhook_message (id, event_type, body, body_hash, received_at) VALUES ('planted', 'x', '{}', 'x', now() - interval '3 minutes')`,
    ],
  ],
  [
    'I17',
    'a charge that stands still',
    [on(attempt.id, "state = 'sending', armed_at = now() - interval '3 minutes'")],
  ],
  [
    'I17',
    'a charge that nobody asks for any more',
    [on(attempt.id, "state = 'unknown', armed_at = now() - interval '8 hours'")],
  ],
  [
    'I17',
    'a refund that stands still',
    ["UPDATE refund_attempt SET state = 'sending', armed_at = now() - interval '3 minutes'"],
  ],
  [
    'I18',
    'more given back than was paid',
    [
      `INSERT INTO refund (id, payment_id, status, amount_minor, currency, provider_created_at, read_at)
    SELECT 'planted', payment_id, status, 1, currency, now(), now() FROM refund`,
    ],
  ],
  ['I18', 'a line taken back whose money is nowhere', ['DELETE FROM refund', 'DELETE FROM refund_attempt']],
  [
    'I20',
    'late money that stays',
    [
      `UPDATE payment SET read_at = now() - interval '2 hours' WHERE id = '${other.paymentId}'`,
      on(second.id, "state = 'released'"),
    ],
  ],
]

describe('every invariant', () => {
  beforeAll(async () => {
    await work()
  })

  test('holds in a shop where all went well', async () => {
    expect(await findInvariantBreaks()).toEqual([])
  })

  test.each(PLANTED)('%s finds %s', async (id, _, statements) => {
    expect((await plant(...statements)).map((found) => found.class)).toContain(id)
    expect(await findInvariantBreaks()).toEqual([])
  })

  test('is planted here, or seen elsewhere', () => {
    const all = Array.from({ length: 20 }, (_, index) => `I${index + 1}`)
    const covered = new Set([...PLANTED.map(([id]) => id), ...Object.keys(SEEN_ELSEWHERE)])
    expect(all.filter((id) => !covered.has(id))).toEqual([])
    expect(new Set(INVARIANTS.map(({ id }) => id)).size).toBe(INVARIANTS.length)
  })
})

test('a break is one row for as long as it lasts, and closed when it is mended', async () => {
  const id = 'msg_that_died'
  const open = async () =>
    (await pool.query('SELECT class, subject FROM invariant_break WHERE closed_at IS NULL')).rows
  await pool.query(
    `INSERT INTO webhook_message (id, event_type, body, body_hash, state) VALUES ($1, 'x', '{}', 'x', 'dead')`,
    [id],
  )
  await Promise.all([checkInvariants(), checkInvariants()])
  await checkInvariants()
  expect(await open()).toEqual([{ class: 'I16', subject: id }])
  await pool.query(`UPDATE webhook_message SET state = 'done' WHERE id = $1`, [id])
  await checkInvariants()
  expect(await open()).toEqual([])
  expect((await pool.query('SELECT FROM invariant_break')).rowCount).toBe(1)
})
