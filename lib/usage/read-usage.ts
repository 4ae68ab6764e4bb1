import 'server-only'
import { db, type Tx } from '@/lib/db/prisma'

/** What plans put a limit to. */
export type Meter = 'editing_credits'

/** How much of a meter a subscription has used in its running period. */
export async function readUsage(
  { id, periodStart }: { id: string; periodStart: Date },
  meter: Meter,
  tx: Pick<Tx, 'usageEvent'> = db,
): Promise<number> {
  const { _sum } = await tx.usageEvent.aggregate({
    where: { subscriptionId: id, meter, period: periodStart },
    _sum: { amount: true },
  })
  return _sum.amount ?? 0
}
