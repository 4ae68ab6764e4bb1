import 'server-only'
import type { Occasion } from '@/lib/arbiter/collect-facts'
import { CURRENT_FIRST } from '@/lib/charges/state'
import { db } from '@/lib/db/prisma'
import type { Owner } from '@/lib/orders/owned-by'

/** An order with all that deciding on its next offer needs; null when there is none. */
export async function loadOrder(orderId: string) {
  const order = await db.order.findUnique({
    where: { id: orderId },
    include: {
      // What the shopper came for comes first; what was ticked beside the button was bought with it.
      lines: {
        where: { OR: [{ impressionId: null }, { impression: { offer: { placement: 'order_bump' } } }] },
        include: { payment: true },
        orderBy: { createdAt: 'asc' },
      },
      impressions: {
        orderBy: { presentedAt: 'asc' },
        include: {
          offer: { select: { placement: true, productId: true } },
          attempts: { orderBy: [...CURRENT_FIRST], take: 1 },
        },
      },
    },
  })
  return order && { ...order, mainPayment: order.lines[0]?.payment ?? null }
}

export type LoadedOrder = NonNullable<Awaited<ReturnType<typeof loadOrder>>>

/** What rules may ask of an order. */
export function occasionOf(order: LoadedOrder, now: Date): Occasion {
  const payment = order.mainPayment
  return {
    now,
    lines: order.lines,
    value: payment && { amount: payment.totalMinor, currency: payment.currency },
    currency: payment?.currency ?? null,
    country: order.country,
    locale: order.locale,
    coupons: payment?.coupons ?? [],
    campaign: order.campaign,
    paymentKind: payment?.methodKind ?? null,
    oneClick: payment && payment.paymentMethodId !== null,
    isOrder: true,
  }
}

/** Names a person to experiments: the account, else the browser. */
export const personOf = ({ userId, sessionId }: Owner): string =>
  userId ? `user:${userId}` : `browser:${sessionId}`
