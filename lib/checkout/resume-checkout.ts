import 'server-only'
import { wantedBump } from '@/lib/bumps/wanted-bump'
import { createHostedAttempt, openHostedCheckout } from '@/lib/charges/open-hosted-checkout'
import { CURRENT_FIRST, isOpen } from '@/lib/charges/state'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { checkoutCustomer } from './checkout-customer'
import { mayOpenCheckout } from './may-open-checkout'

/**
 * Leads an unpaid order on to a checkout: the one that is open, or a new one after a decline. `settled` means
 * the order is paid or being paid; the order page tells.
 */
export async function resumeCheckout(
  order: { id: string; sessionId: string; user: { id: string; email: string } | null },
  { locale, visitor }: { locale: string; visitor: string },
): Promise<Result<{ url: string }, 'settled' | 'unavailable' | 'too_many'>> {
  const line = await db.orderLine.findFirst({
    where: { orderId: order.id, impressionId: null },
    include: { product: true },
  })
  const last = await db.chargeAttempt.findFirst({
    where: { orderId: order.id, impressionId: null },
    orderBy: [...CURRENT_FIRST],
    include: { payments: true },
  })
  if (last?.state === 'pending' && last.payments.length === 0 && last.checkoutUrl) {
    return ok({ url: last.checkoutUrl })
  }
  if (last && isOpen(last.state)) return fail('settled')
  if (!line?.product.providerProductId || !line.product.active) return fail('unavailable')
  if (!(await mayOpenCheckout({ sessionId: order.sessionId, visitor }))) return fail('too_many')

  const owner = { id: order.id, userId: order.user?.id ?? null, sessionId: order.sessionId }
  const added = await wantedBump(owner, locale)
  const customer = await checkoutCustomer(order.user)
  if (!customer.ok) return customer
  const attempt = { id: newId(), orderId: order.id, impressionId: null }
  try {
    await db.$transaction((tx) => createHostedAttempt(tx, attempt))
  } catch (error) {
    if (isUniqueViolation(error, 'charge_attempt_one_open')) return fail('settled')
    throw error
  }
  return openHostedCheckout(attempt, {
    item: {
      providerProductId: line.product.providerProductId,
      quantity: 1,
      added: added?.providerProductId ?? null,
    },
    customer: customer.value,
    locale,
  })
}
