import type { SubscriptionCharge } from '../state/billing-rows'
import type { Store } from '../state/store'

/** Why and with what a subscription was charged beyond its checkout, by payment: what no public answer shows. */
export function chargesOf(
  store: Store,
  subscriptionId: string,
): Record<string, { charge: SubscriptionCharge; bill: number }> {
  const entries = store.payments.all().flatMap(({ payment_id, internal: { charge, lines } }) => {
    if (charge?.subscription_id !== subscriptionId) return []
    return [[payment_id, { charge, bill: lines.reduce((sum, line) => sum + line.amount, 0) }]] as const
  })
  return Object.fromEntries(entries)
}
