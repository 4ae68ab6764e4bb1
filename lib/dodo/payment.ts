import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once, paymentPageUrl } from './client'
import { type ProviderError, toProviderError } from './errors'
import { listPayments } from './listing'

const text = z
  .string()
  .min(1)
  .nullish()
  .transform((value) => value ?? null)

const paymentSchema = z.object({
  payment_id: z.string().min(1),
  status: z
    .string()
    .nullish()
    .transform((value) => value ?? 'processing'),
  currency: z.string().regex(/^[A-Z]{3}$/),
  total_amount: z.int().nonnegative(),
  tax: z
    .int()
    .nonnegative()
    .nullish()
    .transform((value) => value ?? 0),
  customer: z.object({ customer_id: z.string().min(1), email: z.string(), name: text }),
  billing: z.object({ country: text, city: text, state: text, street: text, zipcode: text }),
  metadata: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).nullish(),
  product_cart: z
    .array(z.object({ product_id: z.string(), quantity: z.int() }))
    .nullish()
    .transform((value) => value ?? null),
  payment_method: text,
  payment_method_type: text,
  payment_method_id: text,
  discounts: z
    .array(z.object({ code: z.string() }))
    .nullish()
    .transform((value) => value ?? []),
  card_last_four: text,
  card_network: text,
  error_code: text,
  payment_link: text,
  subscription_id: text,
  is_update_payment_method: z.boolean().nullish(),
  refund_status: text,
  refunds: z
    .array(z.object({ refund_id: z.string().min(1) }))
    .nullish()
    .transform((value) => value ?? []),
  created_at: z.coerce.date(),
})

/** A payment as the provider says it is now. Amounts are minor units of `currency`, tax included in the total. */
export type ProviderPayment = ReturnType<typeof toPayment> & {
  /** What each product of a cart of several came to, tax included; empty where there is one. */
  items: PaymentItem[]
}

const itemsSchema = z.object({
  items: z.array(z.object({ items_id: z.string(), amount: z.int(), tax: z.int() })),
})

/** One product of a payment with its part of the sum, as the provider worked it out. */
export type PaymentItem = { productId: string; totalMinor: number; taxMinor: number }

function toPayment(data: unknown) {
  const p = paymentSchema.parse(data)
  return {
    id: p.payment_id,
    status: p.status,
    currency: p.currency,
    totalMinor: p.total_amount,
    taxMinor: p.tax,
    customer: { id: p.customer.customer_id, email: p.customer.email, name: p.customer.name },
    billing: p.billing,
    metadata: p.metadata ?? {},
    cart: p.product_cart,
    paymentMethodId: p.payment_method_id,
    methodKind: p.payment_method_type ?? p.payment_method,
    coupons: p.discounts.map(({ code }) => code),
    card: p.card_last_four ? { lastFour: p.card_last_four, brand: p.card_network ?? 'CARD' } : null,
    errorCode: p.error_code,
    paymentLink: paymentPageUrl(p.payment_link),
    subscriptionId: p.subscription_id,
    isCardUpdate: p.is_update_payment_method ?? false,
    refundIds: p.refunds.map(({ refund_id }) => refund_id),
    isRefunded: p.refund_status === 'full',
    createdAt: p.created_at,
  }
}

/** Reads one payment. This, and nothing else, is believed about money. */
export async function fetchPayment(paymentId: string): Promise<Result<ProviderPayment, ProviderError>> {
  try {
    const payment = toPayment(await dodo.payments.retrieve(paymentId, once()))
    const several = (payment.cart?.length ?? 0) > 1
    return ok({ ...payment, items: several ? await fetchItems(paymentId) : [] })
  } catch (error) {
    return fail(toProviderError(error))
  }
}

async function fetchItems(paymentId: string): Promise<PaymentItem[]> {
  const { items } = itemsSchema.parse(await dodo.payments.retrieveLineItems(paymentId, once()))
  return items.map(({ items_id, amount, tax }) => ({
    productId: items_id,
    totalMinor: amount,
    taxMinor: tax,
  }))
}

/**
 * Finds the payments that carry our attempt id in their metadata, which the API cannot search. An empty list is no proof
 * that nothing was charged.
 */
export async function findPaymentsOfAttempt(search: {
  attemptId: string
  customerId: string
  since: Date
}): Promise<Result<string[], ProviderError>> {
  const listed = await listPayments({ customerId: search.customerId, from: search.since, to: null })
  if (!listed.ok) return listed
  const own = listed.value.filter(({ metadata }) => metadata.attempt_id === search.attemptId)
  return ok(own.map(({ id }) => id))
}
