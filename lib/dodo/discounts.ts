import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const schema = z.object({
  restricted_to: z.array(z.string()),
  expires_at: z.coerce.date().nullish(),
})

/** A discount code of the provider: for which of its products, none for all; and until when. */
export type Discount = { productIds: string[]; expiresAt: Date | null }

/** Reads a discount by its code; null when there is none. */
export async function fetchDiscount(code: string): Promise<Result<Discount | null, ProviderError>> {
  try {
    const found = schema.parse(await dodo.discounts.retrieveByCode(code, once()))
    return ok({ productIds: found.restricted_to, expiresAt: found.expires_at ?? null })
  } catch (error) {
    const failure = toProviderError(error)
    return failure.kind === 'not_found' ? ok(null) : fail(failure)
  }
}
