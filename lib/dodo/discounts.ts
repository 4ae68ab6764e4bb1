import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const schema = z.object({
  restricted_to: z.array(z.string()),
  expires_at: z.coerce.date().nullish(),
  subscription_cycles: z.int().positive().nullish(),
})

/**
 * A discount code of the provider: for which of its products, none for all; until when; and for how many periods of a
 * plan, null for all.
 */
export type Discount = { productIds: string[]; expiresAt: Date | null; cycles: number | null }

/** Reads a discount by its code; null when there is none. */
export async function fetchDiscount(code: string): Promise<Result<Discount | null, ProviderError>> {
  try {
    const found = schema.parse(await dodo.discounts.retrieveByCode(code, once()))
    const { restricted_to: productIds, expires_at: expiresAt, subscription_cycles: cycles } = found
    return ok({ productIds, expiresAt: expiresAt ?? null, cycles: cycles ?? null })
  } catch (error) {
    const failure = toProviderError(error)
    return failure.kind === 'not_found' ? ok(null) : fail(failure)
  }
}

/** Makes a discount of so many percent on the first periods of a plan, once for each customer. */
export async function createDiscount(input: {
  code: string
  percent: number
  cycles: number
}): Promise<void> {
  await dodo.discounts.create(
    {
      code: input.code,
      type: 'percentage',
      amount: input.percent * 100,
      subscription_cycles: input.cycles,
      per_customer_usage_limit: 1,
    },
    once(),
  )
}
