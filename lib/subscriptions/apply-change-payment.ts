import 'server-only'
import { type Applied, storePayment } from '@/lib/charges/apply-payment'
import { db } from '@/lib/db/prisma'
import type { ProviderPayment } from '@/lib/dodo/payment'
import { settleChange } from './settle-change'

/**
 * Takes in a payment that names a change of plan: what was taken for the change itself, or the renewal that let a
 * scheduled change through. It is never a purchase. Safe to call at any time and in any order.
 */
export async function applyChangePayment(changeId: string, payment: ProviderPayment): Promise<Applied> {
  return db.$transaction(async (tx) => {
    const change = await tx.planChange.findUnique({
      where: { id: changeId },
      select: { subscription: { select: { providerId: true } } },
    })
    if (change?.subscription.providerId !== payment.subscriptionId) return 'not_ours'
    const news = await storePayment(tx, { planChangeId: changeId }, payment)
    await settleChange(tx, changeId)
    return news ? 'applied' : 'unchanged'
  })
}
