import 'server-only'
import { addJob } from '@/lib/db/jobs'
import { db } from '@/lib/db/prisma'
import { type CheckoutCustomer, createHostedCheckout } from '@/lib/dodo/checkout'
import { env } from '@/lib/env'
import { logger } from '@/lib/logger'
import { paths } from '@/lib/paths'
import { fail, ok, type Result } from '@/lib/result'
import { nextLookup } from './state'
import { attemptMetadata } from './tag'

/**
 * Opens the provider's hosted page for an attempt and returns its address. Moves no money: the shopper pays
 * there, and the payment names the attempt. When the answer is lost nobody knows the page's address, so the
 * attempt has failed and a new one is safe. Run twice, only the winner of the compare-and-set calls.
 */
export async function openHostedCheckout(
  attempt: { id: string; orderId: string; impressionId: string | null },
  purchase: {
    item: { providerProductId: string; quantity: number }
    customer: CheckoutCustomer
    locale: string
  },
): Promise<Result<{ url: string }, 'unavailable'>> {
  const armed = await db.chargeAttempt.updateMany({
    where: { id: attempt.id, state: 'created' },
    data: { state: 'sending', armedAt: new Date(), posts: { increment: 1 } },
  })
  if (armed.count === 0) return fail('unavailable')

  const opened = await createHostedCheckout({
    ...purchase,
    returnUrl: env.APP_URL + paths.return(purchase.locale, attempt.orderId, attempt.impressionId),
    cancelUrl: env.APP_URL + paths.cancelled(purchase.locale, attempt.orderId, attempt.impressionId),
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
  await db.$transaction(async (tx) => {
    await tx.chargeAttempt.updateMany({
      where: { id: attempt.id, state: 'sending' },
      data: { state: 'pending', providerCheckoutId: opened.value.checkoutId, checkoutUrl: opened.value.url },
    })
    await addJob(
      tx,
      'resolve_attempt',
      { attemptId: attempt.id },
      {
        key: `attempt:${attempt.id}`,
        runAt: nextLookup(3, new Date()) ?? undefined,
      },
    )
  })
  return ok({ url: opened.value.url })
}
