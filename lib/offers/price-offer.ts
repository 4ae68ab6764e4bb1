import 'server-only'
import { isOneClickPaused } from '@/lib/charges/breaker'
import type { Payment } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { type Billing, previewCheckout } from '@/lib/dodo/checkout'
import { fetchSavedMethods } from '@/lib/dodo/payment-methods'
import { logger } from '@/lib/logger'
import { choosePath, type Method } from './payment-path'
import type { PathReason, PaymentPath } from './view'

/** A page that is not ready by then is worse than no offer. */
const LIMIT_MS = 1_500

export type PricedOffer = {
  path: PaymentPath
  pathReason: PathReason
  subtotalMinor: number
  taxMinor: number
  totalMinor: number
  currency: string
}

/**
 * Asks the provider what the offer costs this customer, and decides how it would be paid: with one click on
 * the method of the order itself, or on the standard checkout. Null when the provider does not answer in time.
 */
export async function priceOffer(
  payment: Payment,
  product: { providerProductId: string },
  now: Date,
): Promise<PricedOffer | null> {
  const [preview, method, paused] = await Promise.all([
    previewCheckout({
      item: { providerProductId: product.providerProductId, quantity: 1 },
      customerId: payment.providerCustomer,
      billing: billingOf(payment),
      limitMs: LIMIT_MS,
    }),
    readMethod(payment),
    isOneClickPaused(),
  ])
  if (!preview.ok) {
    logger.warn(
      { error: preview.error, payment: payment.id },
      'offer could not be priced, so it is not shown',
    )
    return null
  }
  const { currency, taxMinor, totalMinor } = preview.value
  const pathReason = choosePath(method, { paid: payment.currency, offered: currency, paused }, now)
  return {
    path: pathReason === 'saved_method' ? 'one_click' : 'hosted_checkout',
    pathReason,
    subtotalMinor: totalMinor - taxMinor,
    taxMinor,
    totalMinor,
    currency,
  }
}

/** The address of the first payment, as the provider gave it. */
export function billingOf(payment: Pick<Payment, 'billing'>): Billing {
  return payment.billing as Billing
}

/** The payment's own method if it is still saved; its expiry is asked for once and kept. */
async function readMethod(payment: Payment): Promise<Method> {
  if (!payment.paymentMethodId) return null
  if (payment.cardExpMonth && payment.cardExpYear) {
    return { expiry: { month: payment.cardExpMonth, year: payment.cardExpYear } }
  }
  const methods = await fetchSavedMethods(payment.providerCustomer, LIMIT_MS)
  if (!methods.ok) return null
  const method = methods.value.find(({ id }) => id === payment.paymentMethodId)
  if (!method?.reusable) return null
  if (method.expiry) {
    await db.payment.update({
      where: { id: payment.id },
      data: { cardExpMonth: method.expiry.month, cardExpYear: method.expiry.year },
    })
  }
  return { expiry: method.expiry }
}
