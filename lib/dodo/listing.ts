import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const PAGE_SIZE = 100
const MAX_PAGES = 100

/** What is listed: created from then on, and before an end if there is one. */
export type Listing = { customerId?: string; from: Date; to: Date | null }

const paymentItem = z.object({
  payment_id: z.string().min(1),
  status: z
    .string()
    .nullish()
    .transform((value) => value ?? 'processing'),
  currency: z.string(),
  total_amount: z.int(),
  customer: z.object({ customer_id: z.string() }),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  created_at: z.coerce.date(),
})
const refundItem = z.object({
  refund_id: z.string().min(1),
  payment_id: z.string().min(1),
  status: z.string(),
  amount: z.int().nullish(),
  currency: z.string().nullish(),
  created_at: z.coerce.date(),
})

type Query = {
  customer_id?: string
  created_at_gte: string
  created_at_lte?: string
  page_size: number
  page_number: number
}

/**
 * Reads a list page by page from 0 to the first empty page, each thing once: the SDK's own paging skips the second page
 * (dodo-api 1.6), and pages shift while new things come in.
 */
async function walk<T>(
  { customerId, from, to }: Listing,
  fetchPage: (query: Query) => Promise<{ items: unknown[] }>,
  toItem: (data: unknown) => T & { id: string },
): Promise<Result<T[], ProviderError>> {
  const found = new Map<string, T>()
  try {
    for (let page = 0; ; page++) {
      // A list cut short would look like things that do not exist.
      if (page === MAX_PAGES) return fail({ kind: 'ambiguous', code: 'LIST_TOO_LONG', status: null })
      const { items } = await fetchPage({
        ...(customerId && { customer_id: customerId }),
        created_at_gte: from.toISOString(),
        ...(to && { created_at_lte: to.toISOString() }),
        page_size: PAGE_SIZE,
        page_number: page,
      })
      if (items.length === 0) return ok([...found.values()])
      for (const data of items) {
        const item = toItem(data)
        found.set(item.id, item)
      }
    }
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/** A payment as the provider's list has it; amounts in minor units of `currency`. */
export type ListedPayment = {
  id: string
  status: string
  currency: string
  totalMinor: number
  customerId: string
  metadata: Record<string, unknown>
  createdAt: Date
}

/** Lists payments. Absence from it proves nothing: lists can be behind. */
export const listPayments = (listing: Listing): Promise<Result<ListedPayment[], ProviderError>> =>
  walk(
    listing,
    (query) => dodo.payments.list(query, once()),
    (data) => {
      const p = paymentItem.parse(data)
      return {
        id: p.payment_id,
        status: p.status,
        currency: p.currency,
        totalMinor: p.total_amount,
        customerId: p.customer.customer_id,
        metadata: p.metadata ?? {},
        createdAt: p.created_at,
      }
    },
  )

/** A refund as the provider's list has it; no amount means the whole payment. */
export type ListedRefund = {
  id: string
  paymentId: string
  status: string
  amountMinor: number | null
  currency: string | null
  createdAt: Date
}

/** Lists refunds. Absence from it proves nothing. */
export const listRefunds = (listing: Listing): Promise<Result<ListedRefund[], ProviderError>> =>
  walk(
    listing,
    (query) => dodo.refunds.list(query, once()),
    (data) => {
      const r = refundItem.parse(data)
      return {
        id: r.refund_id,
        paymentId: r.payment_id,
        status: r.status,
        amountMinor: r.amount ?? null,
        currency: r.currency ?? null,
        createdAt: r.created_at,
      }
    },
  )
