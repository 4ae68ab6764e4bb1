import 'server-only'
import { isOneClickPaused } from '@/lib/charges/breaker'
import type { Payment } from '@/lib/db/generated/client'
import { db } from '@/lib/db/prisma'
import { type Billing, previewCheckout } from '@/lib/dodo/checkout'
import { fetchSavedMethods } from '@/lib/dodo/payment-methods'
import { logger } from '@/lib/logger'
import { choosePath, type Method } from './payment-path'
import type { QuantityPrice } from './quantity'
import type { PathReason, PaymentPath } from './view'

/** A page that is not ready by then is worse than no offer. */
const LIMIT_MS = 1_500

/** What is to be priced: a product in each of these quantities, the first one shown, with a discount of the provider. */
export type ToPrice = {
  providerProductId: string
  quantities: readonly number[]
  discountCode: string | null
}

export type PricedOffer = QuantityPrice & {
  path: PaymentPath
  pathReason: PathReason
  currency: string
  /** Each quantity with its price, where there is a choice. */
  prices: QuantityPrice[]
}

/**
 * Asks the provider what the offer costs this customer, and decides how it would be paid: with one click on
 * the method of the order itself, or on the standard checkout. Null when the provider does not answer in time.
 */
export async function priceOffer(payment: Payment, product: ToPrice, now: Date): Promise<PricedOffer | null> {
  const [previews, method, paused] = await Promise.all([
    Promise.all(product.quantities.map((quantity) => previewOne(payment, product, quantity))),
    readMethod(payment),
    isOneClickPaused(),
  ])
  const [shown] = previews
  if (!shown) return null
  const { currency, ...price } = shown
  const prices = previews.flatMap((each) => {
    if (each?.currency !== currency) return []
    const { currency: _, ...rest } = each
    return [rest]
  })
  const pathReason = choosePath(method, { paid: payment.currency, offered: currency, paused }, now)
  return {
    ...price,
    path: pathReason === 'saved_method' ? 'one_click' : 'hosted_checkout',
    pathReason,
    currency,
    prices: prices.length > 1 ? prices : [],
  }
}

async function previewOne(
  payment: Payment,
  { providerProductId, discountCode }: ToPrice,
  quantity: number,
): Promise<(QuantityPrice & { currency: string }) | null> {
  const preview = await previewCheckout({
    item: { providerProductId, quantity, discountCode },
    customerId: payment.providerCustomer,
    billing: billingOf(payment),
    limitMs: LIMIT_MS,
  })
  if (!preview.ok) {
    const log = { error: preview.error, payment: payment.id, quantity }
    logger.warn(log, 'offer could not be priced, so it is not shown')
    return null
  }
  const { currency, taxMinor, totalMinor, discountMinor } = preview.value
  return { quantity, subtotalMinor: totalMinor - taxMinor, taxMinor, totalMinor, discountMinor, currency }
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
