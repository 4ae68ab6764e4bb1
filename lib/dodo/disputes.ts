import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const schema = z.object({
  dispute_id: z.string().min(1),
  payment_id: z.string().min(1),
  dispute_status: z.string().min(1),
})

/** Reads one dispute: which payment it is about, and the provider's word for where it stands. */
export async function fetchDispute(
  id: string,
): Promise<Result<{ id: string; paymentId: string; status: string }, ProviderError>> {
  try {
    const found = schema.parse(await dodo.disputes.retrieve(id, once()))
    return ok({ id: found.dispute_id, paymentId: found.payment_id, status: found.dispute_status })
  } catch (error) {
    return fail(toProviderError(error))
  }
}
