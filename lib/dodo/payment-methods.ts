import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const number = z.string().regex(/^\d+$/).transform(Number).nullish()
const schema = z.object({
  items: z.array(
    z.object({
      payment_method_id: z.string(),
      recurring_enabled: z.boolean().nullish(),
      card: z
        .object({
          expiry_month: number,
          expiry_year: number,
          card_network: z.string().nullish(),
          last4_digits: z.string().nullish(),
        })
        .nullish(),
    }),
  ),
})

export type SavedMethod = {
  id: string
  expiry: { month: number; year: number } | null
  reusable: boolean
  look: { brand: string; lastFour: string } | null
}

/** Lists the payment methods the provider has saved for its customer. Expiry years have four digits. */
export async function fetchSavedMethods(
  customerId: string,
  limitMs: number,
): Promise<Result<SavedMethod[], ProviderError>> {
  try {
    const { items } = schema.parse(await dodo.customers.retrievePaymentMethods(customerId, once(limitMs)))
    return ok(
      items.map(({ payment_method_id, card, recurring_enabled }) => ({
        id: payment_method_id,
        expiry:
          card?.expiry_month && card.expiry_year
            ? {
                month: card.expiry_month,
                year: card.expiry_year < 100 ? 2000 + card.expiry_year : card.expiry_year,
              }
            : null,
        reusable: recurring_enabled !== false,
        look: card?.last4_digits ? { brand: card.card_network ?? 'CARD', lastFour: card.last4_digits } : null,
      })),
    )
  } catch (error) {
    return fail(toProviderError(error))
  }
}
