import 'server-only'
import { z } from 'zod'
import { fail, ok, type Result } from '@/lib/result'
import { dodo, once } from './client'
import { type ProviderError, toProviderError } from './errors'

const schema = z.object({ customer_id: z.string().min(1) })

/** Makes a new customer at the provider; its id. A lost answer leaves one behind that nobody uses. */
export async function createCustomer(customer: {
  email: string
  name: string
}): Promise<Result<string, ProviderError>> {
  try {
    return ok(schema.parse(await dodo.customers.create(customer, once())).customer_id)
  } catch (error) {
    return fail(toProviderError(error))
  }
}

/** Deletes a saved payment method at the provider. One that is gone already counts as deleted. */
export async function deletePaymentMethod(method: {
  customerId: string
  paymentMethodId: string
}): Promise<Result<null, ProviderError>> {
  try {
    await dodo.customers.deletePaymentMethod(
      method.paymentMethodId,
      { customer_id: method.customerId },
      once(),
    )
    return ok(null)
  } catch (error) {
    const failure = toProviderError(error)
    return failure.kind === 'not_found' ? ok(null) : fail(failure)
  }
}
