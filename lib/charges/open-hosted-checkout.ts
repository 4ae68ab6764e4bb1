import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'
import { type CheckoutCustomer, createHostedCheckout } from '@/lib/dodo/checkout'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { fail, ok, type Result } from '@/lib/result'
import { LEASE_MS, queueLookup, UNARMED_LOOK_MS } from './queue-lookup'
import { attemptMetadata } from './tag'

const FIRST_LOOK_MS = 90_000

type Attempt = { id: string; orderId: string; impressionId: string | null }

/** Writes the attempt that a hosted page is opened for. Fails on the index if another one is open. */
export async function createHostedAttempt(tx: Tx, attempt: Attempt): Promise<void> {
  await tx.chargeAttempt.create({ data: { ...attempt, method: 'hosted_checkout' } })
  await queueLookup(tx, attempt.id, UNARMED_LOOK_MS)
}

/**
 * Opens the provider's hosted page for an attempt and returns its address. Moves no money: the shopper pays
 * there, and the payment names the attempt. When the answer is lost nobody knows the page's address, so the
 * attempt has failed and a new one is safe. Run twice, only the winner of the compare-and-set calls.
 */
export async function openHostedCheckout(
  attempt: Attempt,
  purchase: {
    item: { providerProductId: string; quantity: number; discountCode?: string | null; added?: string | null }
    customer: CheckoutCustomer
    locale: string
  },
): Promise<Result<{ url: string }, 'unavailable'>> {
  const armed = await db.$transaction(async (tx) => {
    const { count } = await tx.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'created' },
      data: { state: 'sending', armedAt: new Date(), posts: { increment: 1 } },
    })
    if (count === 1) await queueLookup(tx, attempt.id, LEASE_MS)
    return count === 1
  })
  if (!armed) return fail('unavailable')

  const opened = await createHostedCheckout({
    ...purchase,
    returnUrl: env.APP_URL + paths.return(purchase.locale, attempt.orderId, attempt.impressionId),
    cancelUrl: env.APP_URL + paths.left(purchase.locale, attempt.orderId, attempt.impressionId),
    metadata: attemptMetadata(attempt.id, attempt.orderId),
  })
  if (!opened.ok) {
    logger.error({ attemptId: attempt.id, error: opened.error }, 'hosted checkout could not be opened')
    await db.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'sending' },
      data: { state: 'failed', reason: 'NOT_SENT', settledAt: new Date() },
    })
    return fail('unavailable')
  }
  const { checkoutId, url } = opened.value
  const kept = await db.$transaction(async (tx) => {
    const { count } = await tx.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'sending' },
      data: { state: 'pending', providerCheckoutId: checkoutId, checkoutUrl: url },
    })
    if (count === 1) await queueLookup(tx, attempt.id, FIRST_LOOK_MS)
    return count === 1
  })
  // Closed meanwhile: a page that nobody is led to is never paid.
  return kept ? ok({ url }) : fail('unavailable')
}
