import 'server-only'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

/** The provider's own receipt for a payment, as a PDF. Changes nothing; safe to repeat. */
export async function fetchInvoice(paymentId: string): Promise<Result<ArrayBuffer, ProviderError>> {
  try {
    const answer = await dodo.invoices.payments.retrieve(paymentId, once())
    return ok(await answer.arrayBuffer())
  } catch (error) {
    return fail(toProviderError(error))
  }
}
