import 'server-only'
import { ensureCustomer } from '@/lib/customers/ensure-customer'
import type { CheckoutCustomer } from '@/lib/dodo/checkout'
import { ok, type Result } from '@/lib/result'

/** As whom the provider's page knows a buyer: a guest as a stranger, a signed-in one as the customer we made. */
export async function checkoutCustomer(
  user: { id: string; email: string } | null,
): Promise<Result<CheckoutCustomer, 'unavailable'>> {
  if (!user) return ok(null)
  const own = await ensureCustomer(user)
  return own.ok ? ok({ id: own.value, billing: null }) : own
}
