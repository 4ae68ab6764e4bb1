import 'server-only'
import { db } from '@/lib/db/prisma'

/**
 * The card that paid an order, if the order is the user's and was paid under the customer we made for them. The card of
 * a claimed guest order, or of a payment that came in as another customer, is nobody's to keep (trust: T2e to T2g).
 */
export async function findOwnCard(userId: string, orderId: string) {
  const link = await db.customerLink.findUnique({ where: { userId } })
  if (!link) return null
  const line = await db.orderLine.findFirst({
    where: {
      order: { id: orderId, userId },
      state: 'paid',
      payment: {
        status: 'succeeded',
        providerCustomer: link.providerCustomer,
        paymentMethodId: { not: null },
        cardBrand: { not: null },
        cardLastFour: { not: null },
      },
    },
    orderBy: { paidAt: 'asc' },
    include: { payment: true },
  })
  const payment = line?.payment
  if (!payment?.paymentMethodId || !payment.cardBrand || !payment.cardLastFour) return null
  return {
    userId,
    providerCustomer: link.providerCustomer,
    paymentMethodId: payment.paymentMethodId,
    paymentId: payment.id,
    brand: payment.cardBrand,
    lastFour: payment.cardLastFour,
  }
}
