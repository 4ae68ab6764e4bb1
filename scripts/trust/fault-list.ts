/** One way the provider's answer to a charge goes wrong. */
export type Fault = {
  name: string
  group: 'd1' | 'd2' | 'd3' | 'd4' | 'd5'
  charged: boolean
  effect: Record<string, unknown>
  /** A plain refusal that was charged all the same breaks assumption S1: only a webhook or the daily books can tell. */
  breaksS1?: boolean
}

const STATUSES = [400, 401, 403, 404, 408, 409, 422, 425, 429, 500, 502, 503, 504]
const REFUSALS = [400, 401, 403, 404, 422]
const AGAIN = { 'x-should-retry': 'true', 'retry-after': '0' }

const both = (name: string, group: Fault['group'], effect: Record<string, unknown>): Fault[] => [
  { name, group, charged: true, effect: { ...effect, after: true } },
  { name, group, charged: false, effect },
]

const statuses = STATUSES.flatMap((status) =>
  [{}, AGAIN].flatMap((headers) =>
    both(`${status}${'retry-after' in headers ? ' with a wish to retry' : ''}`, 'd2', {
      status,
      headers,
    }).map((fault) => ({ ...fault, breaksS1: fault.charged && REFUSALS.includes(status) })),
  ),
)

const bodies: [string, Record<string, unknown>][] = [
  ['JSON cut off', { status: 200, as: 'malformed' }],
  ['an empty 200', { status: 200, as: 'empty' }],
  ['HTML as 200', { status: 200, as: 'html' }],
  ['HTML as 422', { status: 422, as: 'html' }],
  ['a 204', { status: 204 }],
  ['JSON called text', { status: 200, as: 'mistyped' }],
  ['no ids', { status: 200, body: {} }],
  ['ids of null', { status: 200, body: { session_id: null, payment_id: null } }],
  [
    'the id of nobody’s payment',
    { status: 200, body: { session_id: 'cks_of_nobody', payment_id: 'pay_of_nobody' } },
  ],
]

/** Every fault of one call (trust: d1 to d5), each with the charge made and not made where that is possible. */
export const CALL_FAULTS: Fault[] = [
  ...both('silence', 'd1', { silence: true }),
  { name: 'reset before', group: 'd1', charged: false, effect: { dropBefore: true } },
  { name: 'reset in the middle', group: 'd1', charged: true, effect: { dropDuring: true } },
  { name: 'reset after', group: 'd1', charged: true, effect: { dropAfter: true } },
  ...statuses,
  ...bodies.flatMap(([name, effect]) => both(name, 'd3', effect)),
  { name: 'an answer byte by byte', group: 'd4', charged: true, effect: { drip: { everyMs: 50 } } },
  {
    name: 'an answer without end',
    group: 'd4',
    charged: true,
    effect: { drip: { everyMs: 50, endless: true } },
  },
  { name: 'an answer of 10 MB', group: 'd4', charged: true, effect: { bloat: { bodyBytes: 10_000_000 } } },
  { name: 'headers of 64 KB', group: 'd4', charged: true, effect: { bloat: { headerBytes: 65_536 } } },
  ...[301, 302, 303, 307, 308].flatMap((status) => [
    ...both(`a ${status} to itself`, 'd5', { status, location: '/checkouts' }),
    ...both(`a ${status} elsewhere`, 'd5', { status, location: 'http://127.0.0.1:9/checkouts' }),
  ]),
]

/** Lists that do not tell everything, while a charge whose answer was lost is looked for (d6). */
export const LIST_FAULTS: [string, Record<string, unknown>][] = [
  ['a list without the newest', { list: { hideNewest: 1 } }],
  ['a list half an hour old', { list: { hideYoungerThanMs: 1_800_000 } }],
  ['a list without its first page', { list: { missingPage: 0 } }],
  ['a list with a page twice', { list: { repeatedPage: 0 } }],
  ['a list in another order', { list: { shuffle: 7 } }],
  ['a list of short pages', { list: { truncate: 0 } }],
  ['a list without metadata', { rewrite: { remove: ['items.*.metadata'] } }],
]

/** Payments that are not what was agreed to (d7). */
export const MISMATCHES: [string, Record<string, unknown>][] = [
  ['another amount', { total_amount: 1 }],
  ['another currency', { currency: 'JPY' }],
  ['another customer', { 'customer.customer_id': 'cus_of_somebody_else' }],
  ['another product', { product_cart: [{ product_id: 'pdt_of_another_shop', quantity: 1 }] }],
]

/** How a payment ends that the bank wants confirmed (d8). */
export const BANK_ENDS = ['confirmed', 'refused', 'abandoned', 'confirmed late'] as const

export const WEBHOOKS = ['sent', 'lost', 'late'] as const
