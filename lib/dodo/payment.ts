import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once, paymentPageUrl } from './client'
import { type ProviderError, toProviderError } from './errors'

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
  payment_method_id: text,
  card_last_four: text,
  card_network: text,
  error_code: text,
  payment_link: text,
  subscription_id: text,
  is_update_payment_method: z.boolean().nullish(),
  created_at: z.coerce.date(),
})

/** A payment as the provider says it is now. Amounts are minor units of `currency`, tax included in the total. */
export type ProviderPayment = ReturnType<typeof toPayment>

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
    card: p.card_last_four ? { lastFour: p.card_last_four, brand: p.card_network ?? 'CARD' } : null,
    errorCode: p.error_code,
    paymentLink: paymentPageUrl(p.payment_link),
    subscriptionId: p.subscription_id,
    isCardUpdate: p.is_update_payment_method ?? false,
    createdAt: p.created_at,
  }
}

/** Reads one payment. This, and nothing else, is believed about money. */
export async function fetchPayment(paymentId: string): Promise<Result<ProviderPayment, ProviderError>> {
  try {
    return ok(toPayment(await dodo.payments.retrieve(paymentId, once())))
  } catch (error) {
    return fail(toProviderError(error))
  }
}

const PAGE_SIZE = 100
const MAX_PAGES = 50

/**
 * Finds the payments that carry our attempt id in their metadata, read page by page from 0 to the first
 * empty page: the SDK's own paging skips the second page (dodo-api 1.6), and the API cannot search metadata.
 * An empty list is no proof that nothing was charged.
 */
export async function findPaymentsOfAttempt(search: {
  attemptId: string
  customerId: string
  since: Date
}): Promise<Result<string[], ProviderError>> {
  const found = new Set<string>()
  try {
    for (let page = 0; page < MAX_PAGES; page++) {
      const { items } = await dodo.payments.list(
        {
          customer_id: search.customerId,
          created_at_gte: search.since.toISOString(),
          page_size: PAGE_SIZE,
          page_number: page,
        },
        once(),
      )
      if (items.length === 0) break
      for (const item of items) {
        if (item.metadata?.attempt_id === search.attemptId) found.add(item.payment_id)
      }
    }
    return ok([...found])
  } catch (error) {
    return fail(toProviderError(error))
  }
}
