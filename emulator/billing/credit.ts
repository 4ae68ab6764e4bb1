import type { Emulator } from '../emulator'
import { newId } from '../ids'
import type { CreditRow } from '../state/billing-rows'
import type { SubscriptionRow } from '../state/rows'
import type { Store } from '../state/store'

/** What a downgrade left on one subscription, in minor units. Never negative, never of use elsewhere. */
export function creditBalance(store: Store, subscriptionId: string): number {
  return creditEntries(store, subscriptionId).reduce((sum, entry) => sum + entry.amount, 0)
}

/** The movements of one subscription's credit, oldest first. */
export function creditEntries(store: Store, subscriptionId: string): CreditRow[] {
  return store.credits.all().filter((entry) => entry.subscription_id === subscriptionId)
}

/** Gives credit (positive) or uses it (negative). */
export function moveCredit(
  emulator: Emulator,
  subscription: SubscriptionRow,
  amount: number,
  reason: CreditRow['reason'],
  paymentId: string | null,
): void {
  if (amount === 0) return
  const { store, journal } = emulator
  const { subscription_id, currency, customer } = subscription
  if (creditBalance(store, subscription_id) + amount < 0) {
    throw new Error(`Subscription ${subscription_id} has no credit of ${-amount}`)
  }
  store.credits.put({
    id: newId('crd'),
    subscription_id,
    at: emulator.now().toISOString(),
    amount,
    currency,
    reason,
    payment_id: paymentId,
  })
  journal.add({ kind: 'credit', email: customer.email, subscription_id, amount, currency, reason })
}
