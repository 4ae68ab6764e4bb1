import 'server-only'
import { createHostedAttempt, openHostedCheckout } from '@/lib/charges/open-hosted-checkout'
import { isOpen } from '@/lib/charges/state'
import { ensureCustomer } from '@/lib/customers/ensure-customer'
import { isUniqueViolation } from '@/lib/db/errors'
import { db } from '@/lib/db/prisma'
import type { CheckoutCustomer } from '@/lib/dodo/checkout'
import { newId } from '@/lib/ids'
import { ok, type Result } from '@/lib/result'
import { type Accepted, decideYes } from './decide-yes'
import type { OwnImpression } from './find-own-impression'
import { billingOf } from './price-offer'
import { shownStep } from './shown'

/**
 * Leads to the provider's standard checkout for an offer, filled in with what is known of the customer: for
 * offers that one click cannot pay, and after a decline. A checkout that is open already is used again, and
 * while the outcome of a charge is not known there is none.
 */
export async function payAtCheckout(impression: OwnImpression, locale: string): Promise<Accepted> {
  const last = impression.attempts[0]
  if (last?.method === 'hosted_checkout' && last.state === 'pending' && last.checkoutUrl) {
    return { to: 'checkout', url: last.checkoutUrl }
  }
  if (last && isOpen(last.state)) return { to: 'offer' }
  const providerProductId = impression.offer.product.providerProductId
  if (!providerProductId) return { to: 'offer' }

  const payer = await payerOf(impression)
  if (!payer.ok) return { to: 'offer' }

  const attempt = { id: newId(), orderId: impression.orderId, impressionId: impression.id }
  try {
    const written = await db.$transaction(async (tx) => {
      if (!(await decideYes(tx, impression, { by: 'hosted_checkout' }))) return false
      await createHostedAttempt(tx, attempt)
      return true
    })
    if (!written) return { to: 'offer' }
  } catch (error) {
    if (isUniqueViolation(error, 'charge_attempt_one_open')) return { to: 'offer' }
    throw error
  }

  const opened = await openHostedCheckout(attempt, {
    item: {
      providerProductId,
      quantity: impression.quantity,
      discountCode: shownStep(impression)?.discountCode,
    },
    customer: payer.value,
    locale,
  })
  return opened.ok ? { to: 'checkout', url: opened.value.url } : { to: 'offer' }
}

/**
 * As whom the provider knows who pays now. A signed-in customer pays as themselves, also for an order that a guest
 * began: a new card must not end up with whoever paid that order. A guest pays as before, and as a stranger should that
 * payment have come in as the customer of a user. Fails when the provider cannot make somebody a customer.
 */
async function payerOf({
  order,
  payment,
  mayCharge,
}: OwnImpression): Promise<Result<CheckoutCustomer, 'unavailable'>> {
  const billing = mayCharge === 'no' ? null : billingOf(payment)
  if (order.user) {
    const own = await ensureCustomer(order.user)
    return own.ok ? ok({ id: own.value, billing }) : own
  }
  const { providerCustomer } = payment
  const foreign = await db.customerLink.findUnique({ where: { providerCustomer } })
  return ok(foreign ? null : { id: providerCustomer, billing })
}
