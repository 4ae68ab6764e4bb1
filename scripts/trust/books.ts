import type pg from 'pg'
import { z } from 'zod'
import type { TrustStack } from './stack.ts'

const text = z.string().nullable()
const metadata = z.record(z.string(), z.unknown()).nullable()
const journalRow = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('request'),
    at: z.string(),
    method: z.string(),
    path: z.string(),
    metadata,
    status: z.number().nullable(),
  }),
  z.object({
    kind: z.literal('money'),
    at: z.string(),
    movement: z.enum(['charge', 'refund']),
    payment_id: z.string(),
    amount: z.number(),
    currency: z.string(),
    metadata,
  }),
  z.object({ kind: z.literal('credit') }),
])
const providerPayment = z.object({
  payment_id: z.string(),
  status: text,
  total_amount: z.number(),
  currency: z.string(),
  payment_method_id: text,
  refund_status: text.optional(),
  customer: z.object({ customer_id: z.string() }),
  metadata: z.record(z.string(), z.unknown()),
})

export type JournalRow = z.infer<typeof journalRow>
export type ProviderPayment = z.infer<typeof providerPayment>

async function ask<T>({ emulatorUrl }: TrustStack, path: string, row: z.ZodType<T>): Promise<T[]> {
  const answer = await fetch(`${emulatorUrl}/_emulator${path}`)
  return z.object({ items: z.array(row) }).parse(await answer.json()).items
}

/** What the provider wrote down: every request, every movement of money, every payment. */
export async function readProvider(stack: TrustStack) {
  return {
    journal: await ask(stack, '/journal', journalRow),
    payments: await ask(stack, '/payments', providerPayment),
  }
}

export type Attempt = {
  id: string
  order_id: string
  impression_id: string | null
  method: 'one_click' | 'hosted_checkout'
  state: string
  reason: string | null
  expected_minor: number | null
  expected_currency: string | null
  charged_minor: number | null
  posts: number
  armed_at: Date | null
  provider_payment_id: string | null
  consent: {
    total_minor: number
    currency: string
    offer_version: number
    impression_id: string
    given_at: Date
  } | null
  offer: {
    total_minor: number
    currency: string
    offer_version: number
    customer: string
    method: string | null
  } | null
  line: {
    state: string
    payment_id: string | null
    total_minor: number | null
    entitlements: number
    kinds: number
  } | null
}

const attempts = `
  SELECT a.id, a.order_id, a.impression_id, a.method, a.state, a.reason, a.expected_minor, a.expected_currency,
    a.charged_minor, a.posts, a.armed_at, a.provider_payment_id,
    CASE WHEN c.id IS NULL THEN NULL ELSE json_build_object('total_minor', c.total_minor, 'currency', c.currency,
      'offer_version', c.offer_version, 'impression_id', c.impression_id, 'given_at', c.given_at) END AS consent,
    CASE WHEN i.id IS NULL THEN NULL ELSE json_build_object('total_minor', i.total_minor, 'currency', i.currency,
      'offer_version', v.number, 'customer', p.provider_customer, 'method', p.payment_method_id) END AS offer,
    (SELECT json_build_object('state', l.state, 'payment_id', l.payment_id, 'total_minor', l.total_minor,
        'entitlements', (SELECT count(*) FROM entitlement e WHERE e.line_id = l.id),
        'kinds', (SELECT count(DISTINCT e.kind) FROM entitlement e WHERE e.line_id = l.id))
      FROM order_line l WHERE l.order_id = a.order_id AND l.impression_id IS NOT DISTINCT FROM a.impression_id LIMIT 1) AS line
  FROM charge_attempt a LEFT JOIN consent c ON c.id = a.consent_id LEFT JOIN impression i ON i.id = a.impression_id
    LEFT JOIN funnel_version v ON v.id = i.version_id LEFT JOIN payment p ON p.id = i.source_payment`

export type Move = { attempt_id: string; was: string | null; became: string; posts: number }
/** `refunds` may each have renewed the receipt as well. */
export type Receipt = { id: string; revision: number; paid: number; refunds: number }

/** What the shop's database says. */
export async function readShop(database: pg.Pool) {
  const read = async <T extends pg.QueryResultRow>(sql: string) => (await database.query<T>(sql)).rows
  return {
    attempts: await read<Attempt>(attempts),
    moves: await read<Move>('SELECT attempt_id, was, became, posts FROM trust.move ORDER BY id'),
    receipts: await read<Receipt>(`
      SELECT o.id, o.receipt_revision AS revision, count(l.id)::int AS paid,
        (SELECT count(*)::int FROM refund_attempt r JOIN payment p ON p.id = r.payment_id
          JOIN charge_attempt a ON a.id = p.attempt_id WHERE a.order_id = o.id) AS refunds
      FROM "order" o
      LEFT JOIN order_line l ON l.order_id = o.id AND l.state = 'paid' GROUP BY o.id`),
  }
}
