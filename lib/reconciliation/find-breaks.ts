import 'server-only'
import type { Break } from '@/lib/breaks/keep-breaks'
import type { ProviderError } from '@/lib/dodo/errors'
import { fetchPayment, type ProviderPayment } from '@/lib/dodo/payment'
import { fetchRefund } from '@/lib/dodo/refunds'
import type { Result } from '@/lib/result'
import { comparePayment, compareRefund, type PaymentFacts } from './compare'
import { BooksUnreadable, readOurPayments, readOurRefunds, readTheirs, type Span } from './read-books'

const factsOf = ({ id, status, currency, totalMinor, customer }: ProviderPayment): PaymentFacts => ({
  id,
  status,
  currency,
  totalMinor,
  customerId: customer.id,
})

/** Null when the provider says that it is not there; throws when it says nothing. */
function orNull<T>(read: Result<T, ProviderError>): T | null {
  if (read.ok) return read.value
  if (read.error.kind === 'not_found') return null
  throw new BooksUnreadable(`${read.error.kind} ${read.error.code ?? ''}`)
}

/** How single payments differ now, each read by its id. */
export async function checkPayments(ids: readonly string[]): Promise<Break[]> {
  const ours = await readOurPayments(ids, null)
  const found: Break[] = []
  for (const id of ids) {
    const theirs = orNull(await fetchPayment(id))
    // Money of a card change or of a free trial is none.
    if (theirs?.isCardUpdate) continue
    found.push(...comparePayment(theirs && factsOf(theirs), ours.get(id) ?? null))
  }
  return found
}

/** How single refunds differ now, each read by its id. */
export async function checkRefunds(ids: readonly string[]): Promise<Break[]> {
  const ours = await readOurRefunds(ids, null)
  const found: Break[] = []
  for (const id of ids) {
    const own = ours.get(id) ?? null
    found.push(...compareRefund(orNull(await fetchRefund(id)), own, own?.owed ?? null))
  }
  return found
}

/**
 * The payments and refunds of a span that differ between the provider's lists and our rows. Lists can be behind and hide
 * things, so what a list does not have is asked for by its id before it counts as missing.
 */
export async function findSuspects(
  span: Span,
): Promise<{ payments: string[]; refunds: string[]; seen: number }> {
  const theirs = await readTheirs(span)
  const ids = theirs.payments.map(({ id }) => id)
  const refundIds = theirs.refunds.map(({ id }) => id)
  const [payments, refunds] = await Promise.all([readOurPayments(ids, span), readOurRefunds(refundIds, span)])
  const listed = new Map(theirs.payments.map((payment) => [payment.id, payment]))
  const listedRefunds = new Map(theirs.refunds.map((refund) => [refund.id, refund]))
  return {
    seen: ids.length + refundIds.length,
    payments: [...new Set([...ids, ...payments.keys()])].filter(
      (id) => comparePayment(listed.get(id) ?? null, payments.get(id) ?? null).length > 0,
    ),
    refunds: [...new Set([...refundIds, ...refunds.keys()])].filter((id) => {
      const own = refunds.get(id) ?? null
      return compareRefund(listedRefunds.get(id) ?? null, own, own?.owed ?? null).length > 0
    }),
  }
}
