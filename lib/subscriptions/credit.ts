import 'server-only'
import { db } from '@/lib/db/prisma'

/** The credit left on a subscription, in minor units: what changes of plan gave, less what payments used. */
export async function creditBalance(subscriptionId: string, currency: string): Promise<number> {
  const { _sum } = await db.planCredit.aggregate({
    where: { subscriptionId, currency },
    _sum: { amountMinor: true },
  })
  return Math.max(0, _sum.amountMinor ?? 0)
}
