import type { Attempt, JournalRow, Move, ProviderPayment, Receipt } from './books.ts'

/** Everything the judgement rests on; nothing in it comes from the memory of the shop. */
export type Evidence = {
  journal: JournalRow[]
  payments: ProviderPayment[]
  attempts: Attempt[]
  moves: Move[]
  receipts: Receipt[]
}

export type Verdict = {
  violations: string[]
  doubles: number
  lost: number
  unresolved: number
  maxPostsPerAttempt: number
  attempts: number
}

const OPEN = ['created', 'sending', 'pending', 'action_required', 'unknown', 'needs_review', 'succeeded']
const ENDED = ['succeeded', 'failed', 'needs_review', 'released', 'refund_due', 'refunded']
const SOLD = ['succeeded', 'refund_due', 'refunded']

/** Where an attempt may go (trust: 3.3); a state that is not here goes nowhere. */
const LEGAL: Record<string, readonly string[]> = {
  created: ['sending', 'failed', 'pending', 'action_required', 'succeeded', 'needs_review', 'refund_due'],
  sending: ['pending', 'action_required', 'succeeded', 'failed', 'unknown', 'needs_review', 'refund_due'],
  unknown: ['pending', 'action_required', 'succeeded', 'failed', 'needs_review', 'refund_due'],
  pending: ['action_required', 'succeeded', 'failed', 'needs_review', 'refund_due'],
  action_required: ['pending', 'succeeded', 'failed', 'needs_review', 'refund_due'],
  needs_review: ['succeeded', 'failed', 'released', 'needs_review', 'refund_due'],
  failed: ['pending', 'action_required', 'succeeded', 'needs_review', 'refund_due'],
  released: ['refund_due', 'needs_review'],
  succeeded: ['refund_due', 'refunded'],
  refund_due: ['refunded'],
}

/**
 * Judges the charges for some offers at rest, that is when nothing is under way any more (trust: 3.8). I14, I15, I16 and
 * I19 are about answers and messages; the families that make those judge them.
 */
export function judge(evidence: Evidence, impressions: ReadonlySet<string>): Verdict {
  const attempts = evidence.attempts.filter(
    ({ impression_id }) => impression_id && impressions.has(impression_id),
  )
  const byId = new Map(attempts.map((attempt) => [attempt.id, attempt]))
  const named = ({ metadata }: { metadata: Record<string, unknown> | null }) =>
    byId.get(String(metadata?.attempt_id))
  const taken = evidence.payments.filter((payment) => named(payment) && payment.status === 'succeeded')
  const kept = taken.filter(({ refund_status }) => refund_status !== 'full')
  const posts = evidence.journal.flatMap((row) =>
    row.kind === 'request' && row.method === 'POST' && row.path === '/checkouts' && named(row) ? [row] : [],
  )
  const violations: string[] = []
  const must = (holds: boolean, what: string, id: string) => {
    if (!holds) violations.push(`${what}: ${id}`)
    return holds
  }
  let doubles = 0
  let lost = 0

  for (const [impression, own] of groupBy(attempts, ({ impression_id }) => impression_id ?? '')) {
    const paid = kept.filter((payment) => own.includes(named(payment) as Attempt))
    if (!must(paid.length <= 1, 'I1 charged once', impression)) doubles += 1
    must(own.filter(({ state }) => OPEN.includes(state)).length <= 1, 'I4 one open', impression)
    const balance = evidence.journal.reduce((sum, row) => {
      if (row.kind !== 'money' || !own.includes(named(row) as Attempt)) return sum
      return sum + (row.movement === 'charge' ? row.amount : -row.amount)
    }, 0)
    const waiting = own.some(({ state }) => state === 'refund_due' || state === 'needs_review')
    const price = own[0]?.offer?.total_minor
    must(
      waiting || balance === 0 || balance === price,
      `I18 the sum is nothing or the price (${balance})`,
      impression,
    )
  }
  const postsOf = groupBy(posts, ({ metadata }) => String(metadata?.attempt_id))
  for (const attempt of attempts) {
    const { id, state } = attempt
    const sent = postsOf.get(id) ?? []
    must(sent.length <= 1 && attempt.posts <= 1, 'I2 sent once', id)
    must(
      sent.every(({ at }) => attempt.armed_at !== null && attempt.armed_at <= new Date(at)),
      'I3 armed before sent',
      id,
    )
    const own = taken.filter((payment) => named(payment) === attempt)
    if (!must(own.length <= 1, 'I1 one payment for one attempt', id)) doubles += 1
    if (
      !must(own.length === 0 || SOLD.includes(state) || attempt.charged_minor !== null, 'I9 no sale lost', id)
    )
      lost += 1
    if (state === 'succeeded') {
      const payment = own.find(({ payment_id }) => payment_id === attempt.provider_payment_id)
      must(payment !== undefined, 'I8 no sale made up', id)
      must(
        attempt.line?.state === 'paid' && attempt.line.payment_id === attempt.provider_payment_id,
        'I10 line paid',
        id,
      )
      if (!must((attempt.line?.entitlements ?? 0) >= 1, 'I10 delivered', id)) lost += 1
    }
    if (attempt.method === 'one_click') judgeOneClick(attempt, own, must)
    const { line } = attempt
    if (line) {
      must(line.entitlements === line.kinds, 'I6 delivered once', id)
      const ground = taken.find(({ payment_id }) => payment_id === line.payment_id)
      must(line.entitlements === 0 || ground?.total_amount === line.total_minor, 'I7 nothing for nothing', id)
    }
    must(ENDED.includes(state), `I17 progress (${state})`, id)
  }
  for (const { attempt_id, was, became, posts: count } of evidence.moves) {
    if (!byId.has(attempt_id)) continue
    const legal = was === null ? became === 'created' : was === became || LEGAL[was]?.includes(became)
    must(Boolean(legal) && count <= 1, `I5 no way back (${was} to ${became})`, attempt_id)
  }
  const orders = new Set(attempts.map(({ order_id }) => order_id))
  for (const { id, revision, paid, refunds } of evidence.receipts) {
    const right = refunds === 0 ? revision === paid : revision >= paid
    must(!orders.has(id) || right, 'I6 one revision of the receipt for each paid line', id)
  }
  for (const attempt of attempts.filter(({ state }) => state === 'failed' || state === 'released')) {
    const late = kept.some((payment) => named(payment) === attempt)
    must(!late, 'I20 late money is given back', attempt.id)
  }
  return {
    violations,
    doubles,
    lost,
    unresolved: attempts.filter(({ state }) => !ENDED.includes(state)).length,
    maxPostsPerAttempt: Math.max(0, ...attempts.map(({ id }) => postsOf.get(id)?.length ?? 0)),
    attempts: attempts.length,
  }
}

type Must = (holds: boolean, what: string, id: string) => boolean

/** One click: what was paid is what was agreed to beforehand, by the customer whose card it is. */
function judgeOneClick(attempt: Attempt, own: ProviderPayment[], must: Must): void {
  const { id, consent, offer } = attempt
  const agreed =
    consent !== null &&
    consent.impression_id === attempt.impression_id &&
    consent.total_minor === offer?.total_minor &&
    consent.total_minor === attempt.expected_minor &&
    consent.currency === attempt.expected_currency &&
    consent.offer_version === offer.offer_version
  must(agreed, 'I12 consent to this', id)
  const before =
    attempt.armed_at === null || (consent !== null && new Date(consent.given_at) <= attempt.armed_at)
  must(before, 'I12 consent before the charge', id)
  for (const payment of own) {
    must(payment.customer.customer_id === offer?.customer, 'I13 the customer’s own card', id)
    must(payment.payment_method_id === offer?.method, 'I13 the card that was shown', id)
    if (attempt.state !== 'succeeded') continue
    const exact =
      payment.total_amount === attempt.expected_minor && payment.currency === attempt.expected_currency
    must(exact && attempt.charged_minor === attempt.expected_minor, 'I11 the amount agreed to', id)
  }
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}
