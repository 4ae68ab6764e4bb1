import 'server-only'
import type { Tx } from '@/lib/db/prisma'
import { grantsAccess } from './state'

type Row = { providerId: string; status: string; cancelAtPeriodEnd: boolean; periodEnd: Date }

/** Whether the content of a subscription's plan is open now. */
export async function hasAccess(tx: Pick<Tx, 'payment'>, subscription: Row): Promise<boolean> {
  const last = await tx.payment.findFirst({
    where: { subscriptionId: subscription.providerId },
    orderBy: { providerCreatedAt: 'desc' },
    select: { providerCreatedAt: true },
  })
  return grantsAccess(subscription, last?.providerCreatedAt ?? null, new Date())
}
