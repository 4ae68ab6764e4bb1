import type { Break } from '@/lib/breaks/keep-breaks'

/** What can differ between the provider's books and ours (trust: 3.7). */
export type BreakClass =
  | 'provider_only'
  | 'ours_only'
  | 'amount'
  | 'currency'
  | 'status'
  | 'customer'
  | 'refund'

/** A payment as one side has it; amounts in minor units. */
export type PaymentFacts = {
  id: string
  status: string
  currency: string
  totalMinor: number
  customerId: string
}

/** A refund as one side has it; null where the provider names no amount, which is the whole payment. */
export type RefundFacts = { id: string; paymentId: string; status: string; amountMinor: number | null }

const broken = (kind: BreakClass, subject: string, detail: string): Break => ({
  class: kind,
  subject,
  detail,
})

/** How a payment differs; a side that does not have it is null. Only money that was taken can be provider-only. */
export function comparePayment(theirs: PaymentFacts | null, ours: PaymentFacts | null): Break[] {
  if (!theirs) return ours ? [broken('ours_only', ours.id, `we have it as ${ours.status}, they do not`)] : []
  if (!ours) {
    const taken = theirs.status === 'succeeded' && theirs.totalMinor > 0
    return taken ? [broken('provider_only', theirs.id, `${theirs.totalMinor} ${theirs.currency}`)] : []
  }
  const differs = (kind: BreakClass, a: string | number, b: string | number) =>
    a === b ? [] : [broken(kind, theirs.id, `theirs ${a}, ours ${b}`)]
  return [
    ...differs('amount', theirs.totalMinor, ours.totalMinor),
    ...differs('currency', theirs.currency, ours.currency),
    ...differs('status', theirs.status, ours.status),
    ...differs('customer', theirs.customerId, ours.customerId),
  ]
}

/** How a refund differs; `owed` is what the payment was, for refunds without an amount. */
export function compareRefund(
  theirs: RefundFacts | null,
  ours: RefundFacts | null,
  owed: number | null,
): Break[] {
  if (!theirs) return ours ? [broken('refund', ours.id, `we have it as ${ours.status}, they do not`)] : []
  if (!ours) return [broken('refund', theirs.id, `of ${theirs.paymentId}, ${theirs.status}, unknown to us`)]
  const amount = theirs.amountMinor ?? owed
  if (theirs.status !== ours.status)
    return [broken('refund', theirs.id, `theirs ${theirs.status}, ours ${ours.status}`)]
  return amount === ours.amountMinor
    ? []
    : [broken('refund', theirs.id, `theirs ${amount}, ours ${ours.amountMinor}`)]
}
