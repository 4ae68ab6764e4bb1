import 'server-only'
import { db } from '@/lib/db/prisma'
import { newId } from '@/lib/ids'
import { fail, ok, type Result } from '@/lib/result'
import { hasAccess } from '@/lib/subscriptions/access'
import { limitsSchema } from '@/lib/subscriptions/stored'
import type { MeterView } from '@/lib/subscriptions/view'
import { toMeter } from './meter'
import { type Meter, readUsage } from './read-usage'

export type UsageError = 'no_access' | 'limit_reached'

/**
 * Counts a use against the plan's limit for the running period, or refuses it where it would go over. Under the
 * subscription's lock, so that two uses at once cannot pass one limit. Answers with the meter as it is then.
 */
export async function recordUsage(
  subscriptionId: string,
  meter: Meter,
  amount: number,
): Promise<Result<MeterView, UsageError>> {
  return db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM subscription WHERE id = ${subscriptionId} FOR UPDATE`
    const subscription = await tx.subscription.findUniqueOrThrow({
      where: { id: subscriptionId },
      include: { product: true },
    })
    if (!(await hasAccess(tx, subscription))) return fail('no_access')
    const limit = limitsSchema.parse(subscription.product.limits)[meter] ?? null
    const used = await readUsage(subscription, meter, tx)
    if (limit !== null && used + amount > limit) return fail('limit_reached')
    await tx.usageEvent.create({
      data: { id: newId(), subscriptionId, meter, amount, period: subscription.periodStart },
    })
    return ok(toMeter(meter, used + amount, limit))
  })
}
