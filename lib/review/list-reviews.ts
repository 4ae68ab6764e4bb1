import 'server-only'
import { db } from '@/lib/db/prisma'

/** Something that waits for a person: what it is about, since when, and what the provider's desk can be asked for. */
export type Review = {
  kind: 'charge' | 'refund'
  id: string
  order: number
  email: string | null
  /** In minor units. */
  amountMinor: number | null
  currency: string | null
  reason: string | null
  since: Date
  providerCheckout: string | null
  providerPayment: string | null
}

/** Every charge and refund that a person has to look at, oldest first. */
export async function listReviews(): Promise<Review[]> {
  const [charges, refunds] = await Promise.all([
    db.chargeAttempt.findMany({
      where: { state: 'needs_review' },
      include: { order: true, impression: { select: { payment: { select: { email: true } } } } },
    }),
    db.refundAttempt.findMany({
      where: { state: 'needs_review' },
      include: { payment: { include: { attempt: { include: { order: true } } } } },
    }),
  ])
  const found = [
    ...charges.map(
      (charge): Review => ({
        kind: 'charge',
        id: charge.id,
        order: charge.order.number,
        email: charge.order.email ?? charge.impression?.payment.email ?? null,
        amountMinor: charge.chargedMinor ?? charge.expectedMinor,
        currency: charge.expectedCurrency,
        reason: charge.reason,
        since: charge.armedAt ?? charge.createdAt,
        providerCheckout: charge.providerCheckoutId,
        providerPayment: charge.providerPaymentId,
      }),
    ),
    ...refunds.map(
      (refund): Review => ({
        kind: 'refund',
        id: refund.id,
        order: refund.payment.attempt?.order.number ?? 0,
        email: refund.payment.email,
        amountMinor: refund.amountMinor,
        currency: refund.currency,
        reason: refund.reason,
        since: refund.armedAt ?? refund.createdAt,
        providerCheckout: null,
        providerPayment: refund.paymentId,
      }),
    ),
  ]
  return found.toSorted((a, b) => a.since.getTime() - b.since.getTime())
}
