import 'server-only'
import { db } from '@/lib/db/prisma'
import { type ListedPayment, type ListedRefund, listPayments, listRefunds } from '@/lib/dodo/listing'
import type { PaymentFacts, RefundFacts } from './compare'

const STEP_MS = 12 * 60 * 60 * 1_000

/** A span of time by the provider's clock. */
export type Span = { from: Date; to: Date }

/** The provider could not be read; nothing can be said about what it has. */
export class BooksUnreadable extends Error {
  override name = 'BooksUnreadable'
}

/** Everything the provider's lists have of a span, read in small windows: deep pages are capped, and lists shift. */
export async function readTheirs({
  from,
  to,
}: Span): Promise<{ payments: ListedPayment[]; refunds: ListedRefund[] }> {
  const payments = new Map<string, ListedPayment>()
  const refunds = new Map<string, ListedRefund>()
  for (let at = from.getTime(); at < to.getTime(); at += STEP_MS) {
    const window = { from: new Date(at), to: new Date(Math.min(at + STEP_MS, to.getTime())) }
    const [paid, back] = [await listPayments(window), await listRefunds(window)]
    if (!paid.ok) throw new BooksUnreadable(`payments: ${paid.error.kind} ${paid.error.code ?? ''}`)
    if (!back.ok) throw new BooksUnreadable(`refunds: ${back.error.kind} ${back.error.code ?? ''}`)
    for (const payment of paid.value) payments.set(payment.id, payment)
    for (const refund of back.value) refunds.set(refund.id, refund)
  }
  return { payments: [...payments.values()], refunds: [...refunds.values()] }
}

/** Our payments by their ids, and those of a span. */
export async function readOurPayments(
  ids: readonly string[],
  span: Span | null,
): Promise<Map<string, PaymentFacts>> {
  const rows = await db.payment.findMany({
    where: {
      OR: [
        { id: { in: [...ids] } },
        ...(span ? [{ providerCreatedAt: { gte: span.from, lte: span.to } }] : []),
      ],
    },
  })
  return new Map(
    rows.map(({ id, status, currency, totalMinor, providerCustomer }) => [
      id,
      { id, status, currency, totalMinor, customerId: providerCustomer },
    ]),
  )
}

/** Our refunds by their ids, and those of a span, with what their payments were. */
export async function readOurRefunds(
  ids: readonly string[],
  span: Span | null,
): Promise<Map<string, RefundFacts & { owed: number }>> {
  const rows = await db.refund.findMany({
    where: {
      OR: [
        { id: { in: [...ids] } },
        ...(span ? [{ providerCreatedAt: { gte: span.from, lte: span.to } }] : []),
      ],
    },
    include: { payment: { select: { totalMinor: true } } },
  })
  return new Map(
    rows.map(({ id, paymentId, status, amountMinor, payment }) => [
      id,
      { id, paymentId, status, amountMinor, owed: payment.totalMinor },
    ]),
  )
}
