import 'server-only'
import { db } from '@/lib/db/prisma'
import { standingOf } from '@/lib/subscriptions/state'
import { limitsSchema } from '@/lib/subscriptions/stored'
import type { MeterView } from '@/lib/subscriptions/view'
import { whoseSubscriptions } from '@/lib/subscriptions/whose'
import { toMeter } from './meter'
import { type Meter, readUsage } from './read-usage'

/** The meter of whoever asks, on the plan that counts for them; null for somebody without a plan. */
export async function getMeter(meter: Meter): Promise<{ subscriptionId: string; meter: MeterView } | null> {
  const whose = await whoseSubscriptions()
  const rows = await db.subscription.findMany({ where: whose, include: { product: true } })
  const row = rows.find((subscription) => standingOf(subscription) !== 'ended')
  if (!row) return null
  const limit = limitsSchema.parse(row.product.limits)[meter] ?? null
  return { subscriptionId: row.id, meter: toMeter(meter, await readUsage(row, meter), limit) }
}
