import 'server-only'
import { type DecisionTrace, traceSchema } from '@/lib/arbiter/trace'
import { db } from '@/lib/db/prisma'

/** What the arbiter decided for an order at one place, with its reasons; null where they cannot be read. */
export type OrderDecision = {
  id: string
  placement: string
  position: number
  why: string
  impressionId: string | null
  trace: DecisionTrace | null
  at: Date
}

const include = (locale: string) => ({
  lines: {
    orderBy: { createdAt: 'asc' as const },
    include: {
      product: { include: { texts: { where: { locale }, select: { name: true } } } },
      payment: { include: { refunds: { where: { status: 'succeeded' } } } },
      impression: { select: { offerId: true } },
      replaces: {
        select: { product: { include: { texts: { where: { locale }, select: { name: true } } } } },
      },
    },
  },
  attempts: {
    orderBy: { createdAt: 'asc' as const },
    include: { payments: true, impression: { select: { offerId: true } } },
  },
  impressions: {
    orderBy: { presentedAt: 'asc' as const },
    include: { version: { select: { number: true, funnelId: true, funnel: { select: { key: true } } } } },
  },
  decisions: { orderBy: [{ at: 'asc' as const }] },
})

/** One order with all that is known of it, for the merchant; the caller has checked who asks. */
export async function getOrderInsight(id: string, locale: string) {
  const order = await db.order.findUnique({ where: { id }, include: include(locale) })
  if (!order) return null
  const { decisions, lines, attempts, impressions, ...rest } = order
  const payments = attempts.flatMap((attempt) => attempt.payments.map(({ id }) => id))
  const refundAttempts = await db.refundAttempt.findMany({
    where: { paymentId: { in: payments } },
    orderBy: { createdAt: 'asc' },
  })
  return {
    ...rest,
    lines: lines.map(({ product, payment, impression, replaces, ...line }) => ({
      ...line,
      name: product.texts[0]?.name ?? product.slug,
      offer: impression?.offerId ?? null,
      replaces: replaces && (replaces.product.texts[0]?.name ?? replaces.product.slug),
      refundedMinor: payment?.refunds.reduce((sum, { amountMinor }) => sum + amountMinor, 0) ?? 0,
    })),
    attempts: attempts.map(({ payments, impression, ...attempt }) => ({
      ...attempt,
      offer: impression?.offerId ?? null,
      payments: payments.map(
        ({ id, status, totalMinor, currency, methodKind, cardBrand, cardLastFour, errorCode }) => ({
          ...{ id, status, totalMinor, currency, methodKind, cardBrand, cardLastFour, errorCode },
        }),
      ),
    })),
    impressions: impressions.map(({ version, ...impression }) => ({
      ...impression,
      funnel: { id: version.funnelId, key: version.funnel.key, version: version.number },
    })),
    refundAttempts,
    decisions: decisions.map(({ trace, ...decision }): OrderDecision => {
      const parsed = traceSchema.safeParse(trace)
      return { ...decision, trace: parsed.success ? parsed.data : null }
    }),
  }
}

export type OrderInsight = NonNullable<Awaited<ReturnType<typeof getOrderInsight>>>
